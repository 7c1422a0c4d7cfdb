using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.TimeMaps;

/// <summary>The time-T map of a flow at one point: where it leads, and how it stretches.</summary>
public sealed record TimeMapReading
{
    /// <summary>φ_T(x) and Dφ_T(x).</summary>
    public required TimeMap Map { get; init; }

    /// <summary>Eigenvalues, singular values and norms of Dφ_T(x). At an equilibrium the eigenvalues are e^{Tλ}.</summary>
    public required Spectrum Spectrum { get; init; }

    /// <summary>ln |det Dφ_T(x)|; noise where the least singular value is not well above <see cref="JacobianError"/> (volume change tells).</summary>
    public required double LogDeterminant { get; init; }

    /// <summary>‖φ_T(x) − x‖∞.</summary>
    public required double Displacement { get; init; }

    /// <summary>An estimate of the error of the state, ‖·‖∞, from a second integration with tolerances 30 times as tight, whose result is the one given.</summary>
    public required double StateError { get; init; }

    /// <summary>An estimate of the error of Dφ_T, the largest of an entry, in the same way.</summary>
    public required double JacobianError { get; init; }

    /// <summary>Always <see cref="EvidenceLevel.Numerical"/>.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Numerical;
}
