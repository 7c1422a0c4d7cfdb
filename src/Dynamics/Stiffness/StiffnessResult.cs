using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Stiffness;

/// <summary>Stiffness and logarithmic norms along one trajectory.</summary>
public sealed record StiffnessResult
{
    /// <summary>The samples, in the order of time.</summary>
    public required ImmutableArray<StiffnessSample> Samples { get; init; }

    /// <summary>The thresholds.</summary>
    public required StiffnessOptions Options { get; init; }

    /// <summary>Length of time between the first and the last sample.</summary>
    public required double Duration { get; init; }

    /// <summary>The largest ratio max |Re λ| / min |Re λ| over the decaying eigenvalues; null where no sample has two.</summary>
    public required double? LargestRatio { get; init; }

    /// <summary>max |λ| · T.</summary>
    public required double SpectralRadiusTime { get; init; }

    /// <summary>max |Re λ| · T over the decaying eigenvalues.</summary>
    public required double DecayTime { get; init; }

    /// <summary>Whether <see cref="DecayTime"/> reaches <see cref="StiffnessOptions.DecayThreshold"/>.</summary>
    public bool IsStiff => DecayTime >= Options.DecayThreshold;

    /// <summary>The largest μ₁, μ₂, μ_∞ at the samples.</summary>
    public required (double Mu1, double Mu2, double MuInfinity) LargestMu { get; init; }

    /// <summary>
    /// ∫ μ dt by the trapezoidal rule over the samples, for the 1-, 2- and ∞-norm: ‖Dφ_T‖ ≤ e^{∫μ} in the same norm, up to the error of the rule.
    /// </summary>
    public required (double Mu1, double Mu2, double MuInfinity) IntegratedMu { get; init; }

    /// <summary>Whether some norm contracts at every sample; between samples and beside the trajectory nothing is proved, for which there is the study of contraction on a box.</summary>
    public bool ContractsAtSamples => LargestMu.Mu1 < 0 || LargestMu.Mu2 < 0 || LargestMu.MuInfinity < 0;

    /// <summary>Always <see cref="EvidenceLevel.Sampled"/>: the extremes are those of the samples.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Sampled;
}
