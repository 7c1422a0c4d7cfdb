using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;
using TorchSharp.Modules;

namespace TorchDynInspect.Training;

/// <summary>
/// The spectrum of every weight with two or more dimensions (a convolution as outputs × the rest), lowered or not. Metrics, with the
/// parameter's name as subject: "weight.norm2" (largest singular value), "weight.singular_value.min", "weight.stable_rank" ‖W‖_F²/‖W‖₂²,
/// and for square weights "weight.spectral_radius"; "weight.singular_values" holds them all when asked for. O(n³) a weight.
/// </summary>
/// <param name="allSingularValues">Record every singular value, not only the extreme ones. Default false.</param>
public sealed class WeightSpectra(bool allSingularValues = false) : IInspector
{
    private static readonly MetricDescriptor Norm2 = new("weight.norm2", "1", EvidenceLevel.Numerical);
    private static readonly MetricDescriptor Smallest = new("weight.singular_value.min", "1", EvidenceLevel.Numerical);
    private static readonly MetricDescriptor StableRank = new("weight.stable_rank", "1", EvidenceLevel.Numerical);
    private static readonly MetricDescriptor SpectralRadius = new("weight.spectral_radius", "1", EvidenceLevel.Numerical);
    private static readonly MetricDescriptor SingularValues =
        new("weight.singular_values", "1", EvidenceLevel.Numerical, MetricKind.Vector);

    /// <inheritdoc/>
    public string Name => "weight spectra";

    /// <inheritdoc/>
    public string? Validate(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Module.parameters().Any(p => p.shape.Length >= 2) ? null : "the module has no weight with two or more dimensions";
    }

    /// <inheritdoc/>
    public IEnumerable<Metric> Inspect(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach ((string name, Parameter parameter) in context.Module.named_parameters())
        {
            if (parameter.shape.Length < 2)
            {
                continue;
            }

            Spectrum spectrum = Spectrum.Of(parameter.ReadMatrix());
            yield return Norm2.Of(spectrum.Norm2, name);
            yield return Smallest.Of(spectrum.SingularValues[^1], name);
            yield return StableRank.Of(spectrum.Norm2 == 0 ? 0 : Math.Pow(spectrum.FrobeniusNorm / spectrum.Norm2, 2), name);
            if (spectrum.SpectralRadius is { } radius)
            {
                yield return SpectralRadius.Of(radius, name);
            }

            if (allSingularValues)
            {
                yield return SingularValues.Of(spectrum.SingularValues.AsSpan(), name);
            }
        }
    }
}
