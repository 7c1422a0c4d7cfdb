using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>What a search for fixed points found, and how much of the question it answers.</summary>
public sealed record FixedPointResult
{
    /// <summary>The box that was searched.</summary>
    public required Box Box { get; init; }

    /// <summary>The options of the search, its seed among them.</summary>
    public required FixedPointOptions Options { get; init; }

    /// <summary>The method that answered, never <see cref="FixedPointMethod.Auto"/>.</summary>
    public FixedPointMethod Method { get; init; } = FixedPointMethod.Newton;

    /// <summary>The isolated fixed points found in the box, in lexicographic order.</summary>
    public required ImmutableArray<FixedPoint> Points { get; init; }

    /// <summary>
    /// Of a network that is the flow of a vector field: the equilibria of the field among <see cref="Points"/>, with the eigenvalues λ of the field's Jacobian, judged by Re λ; those of the
    /// time-T map are e^{Tλ}. Empty for any other network.
    /// </summary>
    public ImmutableArray<FixedPoint> Equilibria { get; init; } = [];

    /// <summary>The cycles found with a point in the box, by period, then lexicographically.</summary>
    public ImmutableArray<Cycle> Cycles { get; init; } = [];

    /// <summary>Connected sets of fixed points (or of points of a higher period) of positive dimension; only the method of cells finds them.</summary>
    public ImmutableArray<FixedPointContinuum> Continua { get; init; } = [];

    /// <summary>Sub-boxes that the search could not decide; empty when the method does not partition the box.</summary>
    public ImmutableArray<Box> Unresolved { get; init; } = [];

    /// <summary>Whether the lists are proved to hold every fixed point in the box and every cycle up to the period that was asked for.</summary>
    public required bool Complete { get; init; }

    /// <summary>Evidence for completeness of the list.</summary>
    public required EvidenceLevel Evidence { get; init; }

    /// <summary>Whether the budget or a cancellation cut the search short.</summary>
    public bool Interrupted { get; init; }

    /// <summary>What a reader must know beside the list, one sentence each, e.g. that only some points of a continuum are listed.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Theorems beside the reading.</summary>
    public ImmutableArray<TheoryEntry> Theory { get; init; } = [];
}
