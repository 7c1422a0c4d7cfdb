using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>A cycle x₁ → x₂ → … → x_k → x₁ of least period k ≥ 2.</summary>
public sealed record Cycle
{
    /// <summary>The points (of exact ones the nearest doubles) in the order they are visited; the first is the lexicographically smallest.</summary>
    public required ImmutableArray<ImmutableArray<double>> Points { get; init; }

    /// <summary>Eigenvalues of D(f^k) at a point of the cycle, by decreasing modulus.</summary>
    public required ImmutableArray<Complex> Multipliers { get; init; }

    /// <summary>
    /// Proved: the true eigenvalues of D(f^k) lie in the discs of these radii around <see cref="Multipliers"/>, k of them in every k discs that are apart from the others;
    /// infinite where nothing is proved, empty when no proof was tried.
    /// </summary>
    public ImmutableArray<double> MultiplierRadii { get; init; } = [];

    /// <summary>Local stability, judged as a map.</summary>
    public required Stability Stability { get; init; }

    /// <summary>How strongly <see cref="Stability"/> is supported: Certified when a proof decided it.</summary>
    public EvidenceLevel StabilityEvidence { get; init; } = EvidenceLevel.Numerical;

    /// <summary>Whether a point of the cycle is known to lie where pieces of a piecewise-linear map meet.</summary>
    public bool OnKink { get; init; }

    /// <summary>A box around each point, proved to hold it; empty below <see cref="EvidenceLevel.Certified"/>.</summary>
    public ImmutableArray<Box> Enclosures { get; init; } = [];

    /// <summary>What a reader must know beside it, one sentence; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>‖f^k(x₁) − x₁‖∞ as computed; 0 when the cycle is known in exact rationals.</summary>
    public required double Residual { get; init; }

    /// <summary>How strongly the existence of this cycle is supported.</summary>
    public required EvidenceLevel Evidence { get; init; }

    /// <summary>The least period k.</summary>
    public int Period => Points.Length;
}
