using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>
/// All fixed points and 2-cycles of a network of width 1 on the whole line, beside the theorem on nowhere coexpanding functions. No other periods exist:
/// f is monotone. Everything is certified: points by sign changes and slopes in outward-rounded intervals or by exact rationals, absence elsewhere
/// likewise.
/// </summary>
public sealed record WidthOneResult
{
    /// <summary>Whether the theorem applies: width 1 throughout, affine layers and activations of class F or its extension.</summary>
    public required bool Applies { get; init; }

    /// <summary>Why it applies, or which hypothesis fails and where. Nothing else is filled in when it does not apply.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether f increases, decreases or is constant; null when the theorem does not apply.</summary>
    public Monotonicity? Monotonicity { get; init; }

    /// <summary>The isolated fixed points in increasing order, each with an enclosure that holds no other.</summary>
    public ImmutableArray<FixedPoint> Points { get; init; } = [];

    /// <summary>The interval of fixed points when there is one; an end may be infinite. Then <see cref="Points"/> is empty.</summary>
    public Interval? Continuum { get; init; }

    /// <summary>Intervals whose number of fixed points is not decided, e.g. about a saddle-node that rounding hides.</summary>
    public ImmutableArray<Interval> Undecided { get; init; } = [];

    /// <summary>The isolated 2-cycle, if there is one; at most one.</summary>
    public ImmutableArray<Cycle> Cycles { get; init; } = [];

    /// <summary>The enclosures of the two points of each cycle, in the order of its points.</summary>
    public ImmutableArray<ImmutableArray<Interval>> CycleEnclosures { get; init; } = [];

    /// <summary>The interval all of whose points but the fixed one have least period 2, when there is one, e.g. of x ↦ −x.</summary>
    public Interval? CycleContinuum { get; init; }

    /// <summary>Intervals in which the existence of points of period 2 is not decided.</summary>
    public ImmutableArray<Interval> UndecidedCycles { get; init; } = [];

    /// <summary>What the reading takes for granted, one sentence each.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Whether every fixed point and every 2-cycle is known.</summary>
    public bool Complete => Applies && Undecided.IsEmpty && UndecidedCycles.IsEmpty;

    /// <summary>Evidence for what is listed, and for completeness where that is claimed.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Certified;

    /// <summary>The theorem beside what was found.</summary>
    public required TheoryEntry Theory { get; init; }
}
