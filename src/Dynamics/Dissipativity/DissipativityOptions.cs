namespace TorchDynInspect.Dynamics.Dissipativity;

/// <summary>How to study stability on a box.</summary>
public sealed record DissipativityOptions
{
    /// <summary>Stop after about this time; null for no limit.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Number of threads; 0 for one a core. Default 0.</summary>
    public int Workers { get; init; }
}
