using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Training;

/// <summary>
/// Norms of the pointwise affine maps f(x) = A*(x) x + b*(x) (theory §1; Drgoňa et al., arXiv 2011.13492): "affine.norm2" ‖A*‖₂ and
/// "affine.offset" ‖b*‖₂ as vectors over the points, and their maxima "affine.norm2.max", "affine.offset.max", which bound the suprema from
/// below (Sampled). A maximum below 1 does not make f globally stable. O(points · (parameters + n³)).
/// </summary>
/// <param name="points">N × inputs, one point a row, finite.</param>
/// <param name="form">Which affine map. Default the shifted secant form, exact and bounded.</param>
public sealed class AffineMapNorms(Matrix points, AffineForm form = AffineForm.Secant) : IInspector
{
    private static readonly MetricDescriptor Norm2 = new("affine.norm2", "1", EvidenceLevel.Numerical, MetricKind.Vector);
    private static readonly MetricDescriptor MaxNorm2 = new("affine.norm2.max", "1", EvidenceLevel.Sampled);
    private static readonly MetricDescriptor Offset = new("affine.offset", "1", EvidenceLevel.Numerical, MetricKind.Vector);
    private static readonly MetricDescriptor MaxOffset = new("affine.offset.max", "1", EvidenceLevel.Sampled);

    /// <inheritdoc/>
    public string Name => form switch
    {
        AffineForm.Tangent => "affine map norms, tangent",
        AffineForm.Unshifted => "affine map norms, unshifted",
        _ => "affine map norms",
    };

    /// <inheritdoc/>
    public string? Validate(InspectionContext context) => PointsOnNetwork.Check(context, points);

    /// <inheritdoc/>
    public IEnumerable<Metric> Inspect(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        AffineMapBatch maps = context.AffineMaps(points, form);
        double[] norms = maps.Spectra().Norms2.ToArray();
        double[] offsets = new double[maps.Count];
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = EuclideanNorm(maps.Offsets.Span.Slice(i * maps.Outputs, maps.Outputs));
        }

        return
        [
            MaxNorm2.Of(norms.Max()),
            (Norm2 with { Evidence = context.Evidence }).Of(norms),
            MaxOffset.Of(offsets.Max()),
            (Offset with { Evidence = context.Evidence }).Of(offsets),
        ];
    }

    private static double EuclideanNorm(ReadOnlySpan<double> v)
    {
        double norm = 0;
        foreach (double x in v)
        {
            norm = double.Hypot(norm, x);
        }

        return norm;
    }
}
