using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.CriticalPoints;

/// <summary>How to search for critical points.</summary>
public sealed record CriticalPointOptions
{
    /// <summary>The evidence asked for; a result says what it has. Default Numerical.</summary>
    public EvidenceLevel Evidence { get; init; } = EvidenceLevel.Numerical;

    /// <summary>Stop after this time and answer with what was found; null for no limit.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Number of threads; 0 for one a core. Default 0.</summary>
    public int Workers { get; init; }

    /// <summary>
    /// Networks with flow layers: number of starting points of Newton's method, the centre of the box and others drawn uniformly from it; four times as many gradients are taken on a grid,
    /// whose cells with changes of sign are starts as well. Default 256.
    /// </summary>
    public int Starts { get; init; } = 256;

    /// <summary>Networks with flow layers: seed of the starting points. Default 0.</summary>
    public int Seed { get; init; }
}
