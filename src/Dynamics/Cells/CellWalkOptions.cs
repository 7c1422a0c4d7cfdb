using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Cells;

/// <summary>How to walk over cells.</summary>
public sealed record CellWalkOptions
{
    /// <summary>
    /// Numerical: signs at vertices are decided in floating point with a tolerance, from exact rows where rounding has spoilt the computed ones; slivers thinner than
    /// rounding are not seen (<see cref="CellWalk"/>). Certified: every sign is decided by an error bound or, where that leaves
    /// it open, in exact rationals, so that the list of cells is proved. Default Numerical.
    /// </summary>
    public EvidenceLevel Evidence { get; init; } = EvidenceLevel.Numerical;

    /// <summary>Stop after this time; null for no limit.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Number of threads; 0 for one a core. Default 0.</summary>
    public int Workers { get; init; }
}
