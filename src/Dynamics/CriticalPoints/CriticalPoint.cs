using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.CriticalPoints;

/// <summary>A critical point of a scalar network Φ.</summary>
public sealed record CriticalPoint
{
    /// <summary>The point; of a flat piece, one point of it.</summary>
    public required ImmutableArray<double> X { get; init; }

    /// <summary>Φ(x).</summary>
    public required double Value { get; init; }

    /// <summary>Eigenvalues of the Hessian in increasing order; empty for a piecewise-linear network, which has none at a vertex.</summary>
    public ImmutableArray<double> HessianEigenvalues { get; init; } = [];

    /// <summary>The Morse index; of a vertex of a piecewise-linear network, its PL index; null when <see cref="Degenerate"/> and no index is defined.</summary>
    public int? Index { get; init; }

    /// <summary>Whether the point is degenerate: true or false where that is known, null where the evidence does not decide.</summary>
    public bool? Degenerate { get; init; }

    /// <summary>A box proved to hold exactly one critical point; null below <see cref="EvidenceLevel.Certified"/>.</summary>
    public Box? Enclosure { get; init; }

    /// <summary>What a reader must know beside it, e.g. that it is a flat piece and of which dimension; null when nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>How strongly the point is supported.</summary>
    public required EvidenceLevel Evidence { get; init; }
}
