using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.BranchAndPrune;

/// <summary>All zeros of F in a box, or what was found before the search was cut.</summary>
public sealed record ZeroSearchResult
{
    /// <summary>The closed box that was searched.</summary>
    public required Box Box { get; init; }

    /// <summary>The options of the search.</summary>
    public required ZeroSearchOptions Options { get; init; }

    /// <summary>The zeros in the box, each proved, in lexicographic order of <see cref="Zero.X"/>.</summary>
    public required ImmutableArray<Zero> Zeros { get; init; }

    /// <summary>Where further zeros may lie; empty when the search is complete.</summary>
    public required ImmutableArray<UnresolvedBox> Unresolved { get; init; }

    /// <summary>Boxes looked at.</summary>
    public required long Boxes { get; init; }

    /// <summary>Whether the budget, the limit on boxes or a cancellation cut the search.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>Whether <see cref="Zeros"/> is proved to hold every zero of the box.</summary>
    public bool Complete => Unresolved.IsEmpty;

    /// <summary>
    /// <see cref="EvidenceLevel.Certified"/> always: each zero is proved, and so is the absence of zeros outside <see cref="Zeros"/> and <see cref="Unresolved"/>.
    /// </summary>
    public EvidenceLevel Evidence => EvidenceLevel.Certified;
}
