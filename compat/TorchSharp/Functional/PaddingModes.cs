namespace TorchSharp;

/// <summary>What stands beyond the border of a signal.</summary>
public enum PaddingModes
{
    /// <summary>Zeros.</summary>
    Zeros = 0,

    /// <summary>The signal mirrored at its border element.</summary>
    Reflect = 1,

    /// <summary>The border element repeated.</summary>
    Replicate = 2,

    /// <summary>The signal continued from its other end.</summary>
    Circular = 3,

    /// <summary>A given constant.</summary>
    Constant = 4,
}
