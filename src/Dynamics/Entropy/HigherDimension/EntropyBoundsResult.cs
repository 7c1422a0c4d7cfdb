using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Entropy.HigherDimension;

/// <summary>Bounds of the topological entropy of a map of R^d on a box, in nats per iteration.</summary>
public sealed record EntropyBoundsResult
{
    /// <summary>The box K.</summary>
    public required Box Box { get; init; }

    /// <summary>
    /// Whether f maps K into itself. If so the bounds are about f on K, otherwise about f on the points of K whose orbits stay in K; null when it is not known, and then
    /// they are about those points in any case.
    /// </summary>
    public required bool? IsForwardInvariant { get; init; }

    /// <summary>h_top is at least this: the best proved lower bound, 0 without one.</summary>
    public required double Lower { get; init; }

    /// <summary>h_top is at most this: the best upper bound of the level <see cref="Evidence"/>; +∞ without one.</summary>
    public required double Upper { get; init; }

    /// <summary>Evidence of both: Certified, unless only numerical upper bounds were found.</summary>
    public required EvidenceLevel Evidence { get; init; }

    /// <summary>Every bound and estimate by its theorem; those of kind <see cref="BoundKind.Estimate"/> bound nothing.</summary>
    public required ImmutableArray<EntropyBound> Bounds { get; init; }

    /// <summary>The horseshoe behind the lower bound; null when none was proved.</summary>
    public required CoveringHorseshoe? Horseshoe { get; init; }

    /// <summary>Each bound beside the best enclosure.</summary>
    public required ImmutableArray<TheoryEntry> Theory { get; init; }

    /// <summary>Whether nothing was left out for lack of time.</summary>
    public required bool Complete { get; init; }

    /// <summary>What a reader must know beside the numbers, one sentence each.</summary>
    public required ImmutableArray<string> Remarks { get; init; }
}
