using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.CriticalPoints;

/// <summary>The critical points of a scalar network in a box, and how much of the question the list answers.</summary>
public sealed record CriticalPointResult
{
    /// <summary>The box that was searched.</summary>
    public required Box Box { get; init; }

    /// <summary>The critical points in the open box, in lexicographic order.</summary>
    public required ImmutableArray<CriticalPoint> Points { get; init; }

    /// <summary>Sub-boxes that the search could not decide.</summary>
    public ImmutableArray<Box> Unresolved { get; init; } = [];

    /// <summary>Whether the list holds every critical point of the box.</summary>
    public required bool Complete { get; init; }

    /// <summary>Evidence for completeness of the list.</summary>
    public required EvidenceLevel Evidence { get; init; }

    /// <summary>Whether the budget or a cancellation cut the search short.</summary>
    public bool Interrupted { get; init; }

    /// <summary>
    /// Σ (−1)^index over the points and the boundary's contribution, which must be the Euler characteristic of the box, 1; null where the method has no such check.
    /// </summary>
    public int? EulerCharacteristic { get; init; }

    /// <summary>What a reader must know beside the list, one sentence each.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Theorems beside the reading.</summary>
    public ImmutableArray<TheoryEntry> Theory { get; init; } = [];
}
