using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Volume;

/// <summary>How a flow changes volume around one trajectory, computed in two ways that Liouville's theorem makes equal.</summary>
public sealed record VolumeChange
{
    /// <summary>Where the trajectory starts.</summary>
    public required ImmutableArray<double> Start { get; init; }

    /// <summary>T.</summary>
    public required double Time { get; init; }

    /// <summary>∫ tr Df dt along the trajectory, integrated with it under the same control of the error.</summary>
    public required double DivergenceIntegral { get; init; }

    /// <summary>ln |det Dφ_T| by elimination from the variational equation's solution; −∞ where the matrix is singular in floating point.</summary>
    public required double LogDeterminant { get; init; }

    /// <summary>Whether det Dφ_T is positive, as it must be.</summary>
    public required bool KeepsOrientation { get; init; }

    /// <summary>
    /// An estimate of the error of either number, from a second integration with tolerances 30 times as tight and from what errors of the entries of Dφ_T, the absolute tolerance
    /// among them, do to the determinant. Infinite where that leaves nothing of it, as where a direction contracts below the tolerance.
    /// </summary>
    public required double Error { get; init; }

    /// <summary>|∫ tr Df − ln det Dφ_T|.</summary>
    public double Difference => Math.Abs(DivergenceIntegral - LogDeterminant);

    /// <summary>Liouville's theorem beside the two numbers; they agree when they differ by no more than ten times <see cref="Error"/>.</summary>
    public required TheoryEntry Liouville { get; init; }

    /// <summary>Always <see cref="EvidenceLevel.Numerical"/>.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Numerical;
}
