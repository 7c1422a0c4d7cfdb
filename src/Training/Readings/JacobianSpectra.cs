using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Training;

/// <summary>
/// The spectrum of the Jacobian Df(x) at chosen points. Metrics: "jacobian.norm2" (a vector over the points) and its maximum
/// "jacobian.norm2.max"; for self-maps "jacobian.spectral_radius" (a vector), "jacobian.spectral_radius.max" and, by point,
/// "jacobian.eigenvalues". A maximum over points is a lower bound of the supremum: its evidence is Sampled. Modules that do not lower are
/// read through their backward pass. O(points · (parameters + n³)).
/// </summary>
/// <param name="points">N × inputs, one point a row, finite.</param>
public sealed class JacobianSpectra(Matrix points) : IInspector
{
    private static readonly MetricDescriptor Norm2 = new("jacobian.norm2", "1", EvidenceLevel.Numerical, MetricKind.Vector);
    private static readonly MetricDescriptor MaxNorm2 = new("jacobian.norm2.max", "1", EvidenceLevel.Sampled);
    private static readonly MetricDescriptor Radius = new("jacobian.spectral_radius", "1", EvidenceLevel.Numerical, MetricKind.Vector);
    private static readonly MetricDescriptor MaxRadius = new("jacobian.spectral_radius.max", "1", EvidenceLevel.Sampled);
    private static readonly MetricDescriptor Eigenvalues = new("jacobian.eigenvalues", "1", EvidenceLevel.Numerical, MetricKind.Complex);

    /// <inheritdoc/>
    public string Name => "jacobian spectra";

    /// <inheritdoc/>
    public string? Validate(InspectionContext context) => PointsOnNetwork.Check(context, points);

    /// <inheritdoc/>
    public IEnumerable<Metric> Inspect(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        SpectrumBatch spectra = context.AffineMaps(points).Spectra();
        double[] norms = spectra.Norms2.ToArray();
        yield return MaxNorm2.Of(norms.Max());
        yield return (Norm2 with { Evidence = context.Evidence }).Of(norms);
        if (context.Inputs != context.Outputs)
        {
            yield break;
        }

        double[] radii = spectra.SpectralRadii.ToArray();
        yield return MaxRadius.Of(radii.Max());
        yield return (Radius with { Evidence = context.Evidence }).Of(radii);
        MetricDescriptor eigenvalues = Eigenvalues with { Evidence = context.Evidence };
        for (int i = 0; i < spectra.Count; i++)
        {
            yield return eigenvalues.Of(spectra[i].Eigenvalues, $"point {i}");
        }
    }
}
