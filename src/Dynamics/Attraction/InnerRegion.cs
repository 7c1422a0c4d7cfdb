using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Attraction;

/// <summary>
/// A polytope P around a fixed point x*, inside its cell, that f maps into its own interior. With the gauge g(x) = min {t : x ∈ x* + t(P − x*)}, g(f(x)) ≤ q g(x) on P
/// with q &lt; 1, so that every orbit from P stays in P and converges to x*.
/// </summary>
public sealed record InnerRegion
{
    /// <summary>What is proved: the box and halfspaces whose intersection is P, as the rationals that these doubles are.</summary>
    public required CellDomain Domain { get; init; }

    /// <summary>P with its vertices in floating point.</summary>
    public required ConvexPolytope Polytope { get; init; }

    /// <summary>q rounded upwards: each step divides the gauge by at least 1/q.</summary>
    public required double Contraction { get; init; }

    /// <summary>Certified: vertices, images and gauges were computed in exact rationals; g ∘ f is convex on P, so that its maximum is at a vertex.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Certified;
}
