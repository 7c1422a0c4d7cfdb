using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Training;

/// <summary>
/// Fixed points f(x) = x in a box with their linearisation, by multi-start Newton; the points found last time are starting points too, so
/// that each is followed while the weights move. Metrics: "fixed_points.count" and "fixed_points.complete" (1 when proved to be all, else
/// 0), whose evidence is that of the search (Sampled: a point no start reaches is missed); by point, with subject "fixed point i",
/// "fixed_point.x", "fixed_point.eigenvalues", "fixed_point.spectral_radius", "fixed_point.residual" and the label "fixed_point.stability".
/// When the options ask for periods above 1 also "cycles.count" and, with subject "cycle i", "cycle.period", "cycle.x" (its points one
/// after another), "cycle.multipliers" and the label "cycle.stability". "fixed_points.interrupted" is 1 when the budget of the options cut
/// the search.
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
        this.options = options ?? new FixedPointOptions { Method = FixedPointMethod.Newton, Starts = 64 };
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
        yield return new MetricDescriptor("fixed_points.interrupted", "1", EvidenceLevel.Numerical).Of(result.Interrupted ? 1 : 0);
        if (options.Period > 1)
        {
            yield return new MetricDescriptor("cycles.count", "cycles", result.Evidence).Of(result.Cycles.Length);
        }

        IEnumerable<Metric> points = result.Points.SelectMany((point, i) => Describe(point, $"fixed point {i}"));
        foreach (Metric metric in points.Concat(result.Cycles.SelectMany((cycle, i) => Describe(cycle, $"cycle {i}"))))
        {
            yield return metric;
        }
    }

    private static IEnumerable<Metric> Describe(Cycle cycle, string subject)
    {
        EvidenceLevel evidence = cycle.Evidence;
        yield return new MetricDescriptor("cycle.period", "steps", evidence).Of(cycle.Period, subject);
        yield return new MetricDescriptor("cycle.x", "1", evidence, MetricKind.Vector).Of([.. cycle.Points.SelectMany(x => x)], subject);
        yield return new MetricDescriptor("cycle.multipliers", "1", evidence, MetricKind.Complex).Of(cycle.Multipliers, subject);
        yield return new MetricDescriptor("cycle.stability", "1", evidence, MetricKind.Label)
            .Labelled(cycle.Stability.ToString().ToLowerInvariant(), subject);
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
