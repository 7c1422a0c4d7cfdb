using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>A fixed point f(x) = x with its linearisation.</summary>
public sealed record FixedPoint
{
    /// <summary>The point; of one that is known exactly, the nearest doubles.</summary>
    public required ImmutableArray<double> X { get; init; }

    /// <summary>Eigenvalues of Df(x), by decreasing modulus; on a kink, of one of the linear pieces that meet there. Numerical.</summary>
    public required ImmutableArray<Complex> Eigenvalues { get; init; }

    /// <summary>
    /// Proved: the true eigenvalues of Df(x) lie in the discs of these radii around <see cref="Eigenvalues"/>, k of them in every k discs that are apart from the others;
    /// infinite where nothing is proved, empty when no proof was tried.
    /// </summary>
    public ImmutableArray<double> EigenvalueRadii { get; init; } = [];

    /// <summary>Local stability.</summary>
    public required Stability Stability { get; init; }

    /// <summary>How strongly <see cref="Stability"/> is supported: Certified when a proof decided it.</summary>
    public EvidenceLevel StabilityEvidence { get; init; } = EvidenceLevel.Numerical;

    /// <summary>Whether the point is known to lie where pieces of a piecewise-linear map meet.</summary>
    public bool OnKink { get; init; }

    /// <summary>What a reader must know beside it, one sentence; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>The convention that judged stability.</summary>
    public SystemKind Judged { get; init; } = SystemKind.Map;

    /// <summary>‖f(x) − x‖∞ as computed; 0 when x solves the equation in exact rationals, of which <see cref="X"/> and <see cref="Enclosure"/> are roundings.</summary>
    public required double Residual { get; init; }

    /// <summary>A box proved to hold exactly one fixed point; null below <see cref="EvidenceLevel.Certified"/>.</summary>
    public Box? Enclosure { get; init; }

    /// <summary>How strongly the existence of this point is supported.</summary>
    public required EvidenceLevel Evidence { get; init; }
}
