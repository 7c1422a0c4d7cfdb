using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>A fixed point f(x) = x with its linearisation.</summary>
public sealed record FixedPoint
{
    /// <summary>The point.</summary>
    public required ImmutableArray<double> X { get; init; }

    /// <summary>Eigenvalues of Df(x), by decreasing modulus.</summary>
    public required ImmutableArray<Complex> Eigenvalues { get; init; }

    /// <summary>Local stability.</summary>
    public required Stability Stability { get; init; }

    /// <summary>The convention that judged stability.</summary>
    public SystemKind Judged { get; init; } = SystemKind.Map;

    /// <summary>‖f(x) − x‖∞ as computed.</summary>
    public required double Residual { get; init; }

    /// <summary>A box proved to hold exactly one fixed point; null below <see cref="EvidenceLevel.Certified"/>.</summary>
    public Box? Enclosure { get; init; }

    /// <summary>How strongly the existence of this point is supported.</summary>
    public required EvidenceLevel Evidence { get; init; }
}
