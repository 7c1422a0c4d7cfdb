using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Reporting.Json;

/// <summary>A flow layer linearised at the state that one input leads to.</summary>
/// <param name="Layer">Which layer of the network.</param>
/// <param name="Time">T.</param>
/// <param name="State">The state at which the flow begins.</param>
/// <param name="Field">The spectrum of Df there: of the flow, Re λ against 0.</param>
/// <param name="TimeMap">The spectrum of Dφ_T there: of the map φ_T, |μ| against 1. At an equilibrium μ = e^{Tλ}; elsewhere the two have no such relation.</param>
public sealed record FlowSpectrum(int Layer, double Time, ImmutableArray<double> State, Spectrum Field, Spectrum TimeMap)
{
    /// <summary>The largest real part of the field's eigenvalues, max Re λ.</summary>
    public double SpectralAbscissa => Field.Eigenvalues.Max(value => value.Real);
}
