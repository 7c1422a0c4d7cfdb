using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.TransitionGraphs;

/// <summary>How to build a transition graph.</summary>
public sealed record TransitionGraphOptions
{
    /// <summary>The nodes are the cells of f^n for this n: points of one cell go through the same cells of f for n steps. Default 1.</summary>
    public int Refinement { get; init; } = 1;

    /// <summary>Evidence of the walks that find cells and edges. Default Numerical.</summary>
    public EvidenceLevel Evidence { get; init; } = EvidenceLevel.Numerical;

    /// <summary>Stop after this time; null for no limit. A graph that is not complete proves nothing about orbits.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Number of threads; 0 for one a core. Default 0.</summary>
    public int Workers { get; init; }
}
