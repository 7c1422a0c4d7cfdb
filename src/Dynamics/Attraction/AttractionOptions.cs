namespace TorchDynInspect.Dynamics.Attraction;

/// <summary>How far to follow a region of attraction.</summary>
public sealed record AttractionOptions
{
    /// <summary>The largest t of S_t. Default 100.</summary>
    public int MostSteps { get; init; } = 100;

    /// <summary>Stop when a step adds less than this share of the volume so far. Default 1e−6; 0 goes on while anything is added.</summary>
    public double LeastShare { get; init; } = 1e-6;

    /// <summary>Stop before a step that would start from more polytopes than this. Default 100,000.</summary>
    public int MostPolytopes { get; init; } = 100_000;

    /// <summary>The largest number of vertices of the inner region. Default 4,096.</summary>
    public int MostVertices { get; init; } = 4_096;

    /// <summary>Stop after this time; null for no limit.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Number of threads; 0 for one a core. Default 0.</summary>
    public int Workers { get; init; }
}
