namespace TorchSharp;

/// <summary>How much a convolution pads.</summary>
public enum Padding
{
    /// <summary>Not at all: the result is shorter than the input.</summary>
    Valid = 0,

    /// <summary>So much that, with stride 1, the result is as long as the input.</summary>
    Same = 1,
}
