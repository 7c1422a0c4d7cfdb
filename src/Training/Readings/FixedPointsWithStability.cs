using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Training;

/// <summary>
/// Fixed points f(x) = x in a box with their linearisation, by multi-start Newton; the points found last time are starting points too, so that each is followed
/// while the weights move. Metrics: "fixed_points.count" and "fixed_points.complete" (1 when proved to be all, else 0), whose evidence is that of the search
/// (Sampled: a point no start reaches is missed); by point, with subject "fixed point i", "fixed_point.x", "fixed_point.eigenvalues",
/// "fixed_point.spectral_radius", "fixed_point.residual" and the label "fixed_point.stability".
/// </summary>
public sealed class FixedPointsWithStability : IInspector
{
    private readonly Box box;
    private readonly FixedPointOptions options;
    private ImmutableArray<FixedPoint> previous = [];

    /// <summary>Creates the inspector.</summary>
    /// <param name="box">Where to look, of the module's dimension.</param>
    /// <param name="options">The search; null for 64 starts, seed 0.</param>
    public FixedPointsWithStability(Box box, FixedPointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(box);
        this.box = box;
        this.options = options ?? new FixedPointOptions { Starts = 64 };
    }

    /// <inheritdoc/>
    public string Name => "fixed points";

    /// <inheritdoc/>
    public string? Validate(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Inputs != context.Outputs
            ? $"the module maps {context.Inputs} to {context.Outputs} units, expected equal numbers"
            : box.Dimension != context.Inputs
                ? $"the box has dimension {box.Dimension}, the module has {context.Inputs} inputs"
                : null;
    }

    /// <inheritdoc/>
    public IEnumerable<Metric> Inspect(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Matrix? starts = previous.IsEmpty ? null : Matrix.FromRows([.. previous.Select(p => p.X.ToArray())]);
        FixedPointResult result = context.FixedPoints(box, options, starts);
        previous = result.Points;
        yield return new MetricDescriptor("fixed_points.count", "points", result.Evidence).Of(result.Points.Length);
        yield return new MetricDescriptor("fixed_points.complete", "1", result.Evidence).Of(result.Complete ? 1 : 0);
        for (int i = 0; i < result.Points.Length; i++)
        {
            foreach (Metric metric in Describe(result.Points[i], $"fixed point {i}"))
            {
                yield return metric;
            }
        }
    }

    private static IEnumerable<Metric> Describe(FixedPoint point, string subject)
    {
        EvidenceLevel evidence = point.Evidence;
        yield return new MetricDescriptor("fixed_point.x", "1", evidence, MetricKind.Vector).Of(point.X.AsSpan(), subject);
        yield return new MetricDescriptor("fixed_point.eigenvalues", "1", evidence, MetricKind.Complex).Of(point.Eigenvalues, subject);
        yield return new MetricDescriptor("fixed_point.spectral_radius", "1", evidence).Of(Complex.Abs(point.Eigenvalues[0]), subject);
        yield return new MetricDescriptor("fixed_point.residual", "1", evidence).Of(point.Residual, subject);
        yield return new MetricDescriptor("fixed_point.stability", "1", evidence, MetricKind.Label)
            .Labelled(point.Stability.ToString().ToLowerInvariant(), subject);
    }
}
