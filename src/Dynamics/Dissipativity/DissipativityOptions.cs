using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Dissipativity;

/// <summary>How to study stability on a box.</summary>
public sealed record DissipativityOptions
{
    /// <summary>
    /// Numerical: norms in floating point. Certified: cells are found with proof, and the 1- and ∞-norms of A and b are those of exact rationals, rounded upwards; the
    /// 2-norm stays numerical. Invariance of the box is proved at either level. Default Numerical.
    /// </summary>
    public EvidenceLevel Evidence { get; init; } = EvidenceLevel.Numerical;

    /// <summary>Stop after about this time; null for no limit.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Number of threads; 0 for one a core. Default 0.</summary>
    public int Workers { get; init; }
}
