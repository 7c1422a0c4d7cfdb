using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>The largest value of a quantity over the cells of a domain, and a cell that attains it.</summary>
public sealed record Supremum
{
    /// <summary>The value, in floating point.</summary>
    public required double Value { get; init; }

    /// <summary>An interval proved to hold the supremum; null below <see cref="EvidenceLevel.Certified"/>. Its upper bound is +∞ when not all cells were seen.</summary>
    public Interval? Enclosure { get; init; }

    /// <summary>A point inside the cell, the mean of its vertices.</summary>
    public required ImmutableArray<double> X { get; init; }

    /// <summary>The cell's activation pattern: the piece of every unit.</summary>
    public required ImmutableArray<byte> Pattern { get; init; }

    /// <summary>Evidence for the value being the largest over the domain: a lower bound only (Sampled) when not all cells were seen.</summary>
    public required EvidenceLevel Evidence { get; init; }
}
