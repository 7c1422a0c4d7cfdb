using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Flows;

namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>The Lyapunov exponents along one orbit.</summary>
public sealed record LyapunovSpectrum
{
    /// <summary>Whether a map was iterated or a flow integrated.</summary>
    public required SystemKind System { get; init; }

    /// <summary>Where the orbit started.</summary>
    public required ImmutableArray<double> Start { get; init; }

    /// <summary>Where it was at the end.</summary>
    public required ImmutableArray<double> End { get; init; }

    /// <summary>The exponents, largest first; as many as were asked for.</summary>
    public required ImmutableArray<LyapunovExponent> Exponents { get; init; }

    /// <summary>Time before the average.</summary>
    public required double Transient { get; init; }

    /// <summary>Time of the average.</summary>
    public required double Duration { get; init; }

    /// <summary>Time between orthogonalisations.</summary>
    public required double Interval { get; init; }

    /// <summary>Σ λ_i; null when not all exponents were asked for.</summary>
    public required double? Sum { get; init; }

    /// <summary>
    /// The mean of ln |det Dφ| over the same time by another way, which <see cref="Sum"/> must equal: of a flow the mean divergence as a quadrature along the orbit (Liouville),
    /// of a map the mean of ln |det Df| by elimination.
    /// </summary>
    public required double MeanLogVolume { get; init; }

    /// <summary>
    /// Kaplan and Yorke's dimension k + (λ_1 + … + λ_k)/|λ_{k+1}|, k the largest number with λ_1 + … + λ_k ≥ 0; d when all sums are; null when the exponents that
    /// were asked for do not reach k + 1, or the verdict is <see cref="LyapunovVerdict.Undecided"/>.
    /// </summary>
    public required double? KaplanYorkeDimension { get; init; }

    /// <summary>What the exponents say.</summary>
    public required LyapunovVerdict Verdict { get; init; }

    /// <summary>How the verdict came about, with the thresholds, one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>What the integration cost; zero for a map.</summary>
    public required SolverStatistics Statistics { get; init; }

    /// <summary>Always <see cref="EvidenceLevel.Sampled"/>: an average along one orbit.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Sampled;
}
