namespace TorchDynInspect.Dynamics.Entropy;

/// <summary>Which side a number bounds.</summary>
public enum BoundKind
{
    /// <summary>The quantity is at least this.</summary>
    Lower,

    /// <summary>The quantity is at most this.</summary>
    Upper,

    /// <summary>Neither side is proved.</summary>
    Estimate,
}
