using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Invariance;
using TorchDynInspect.Dynamics.Suprema;

namespace TorchDynInspect.Dynamics.Dissipativity;

/// <summary>What norms, fixed points and the theorems of theory §1 say about the stability of x ↦ f(x) on a box.</summary>
public sealed record DissipativityResult
{
    /// <summary>The box.</summary>
    public required Box Box { get; init; }

    /// <summary>Suprema of ‖A‖₂, ‖A‖∞ and ρ(A) over the cells, and where they are attained.</summary>
    public required SupremaResult Suprema { get; init; }

    /// <summary>How f grows, one a norm, in the order of <see cref="VectorNorm"/>; empty when no cell was seen.</summary>
    public required ImmutableArray<GrowthBound> Growth { get; init; }

    /// <summary>Whether f maps the box into itself.</summary>
    public required BoxInvariance Invariance { get; init; }

    /// <summary>The fixed points in the box, each judged by the eigenvalues of Df there, never by A*.</summary>
    public required FixedPointResult FixedPoints { get; init; }

    /// <summary>P2 … P5 and local stability.</summary>
    public required ImmutableArray<TheoryEntry> Theory { get; init; }

    /// <summary>The norm with the smallest absorbing ball that lies in the box, one that is certified before one that is not; null when there is none.</summary>
    public GrowthBound? Absorbing =>
        Growth.Where(bound => bound.HasAbsorbingBall).OrderByDescending(bound => bound.Evidence).ThenBy(bound => bound.Radius).FirstOrDefault();

    /// <summary>Whether every cell was seen and the list of fixed points is complete.</summary>
    public required bool Complete { get; init; }

    /// <summary>Evidence for the suprema as a whole; each of <see cref="Growth"/> carries its own.</summary>
    public required EvidenceLevel Evidence { get; init; }

    /// <summary>Whether the budget or a cancellation cut the study short.</summary>
    public required bool Interrupted { get; init; }
}
