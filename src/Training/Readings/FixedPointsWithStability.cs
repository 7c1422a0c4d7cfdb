using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Training;

/// <summary>
/// Fixed points f(x) = x in a box with their linearisation: of a piecewise-linear module all of them, certified, where the budget of the options suffices;
/// of any other by the method of the options, where multi-start Newton starts from the points found last time too, so that each is followed while the weights
/// move. Metrics: "fixed_points.count" and "fixed_points.complete" (1 when proved to be all, else 0), the evidence of the count Sampled unless
/// the list is complete; "fixed_points.continua", how many connected sets of fixed points, or of points of a higher period, were found; by point, with
/// subject "fixed point i", "fixed_point.x", "fixed_point.eigenvalues", "fixed_point.spectral_radius", "fixed_point.residual" and the label
/// "fixed_point.stability", with evidence of their own. When the options ask for periods above 1 also "cycles.count" and, with subject "cycle i", "cycle.period",
/// "cycle.x" (its points one after another), "cycle.multipliers" and the label "cycle.stability". "fixed_points.interrupted" is 1 when the budget of the options
/// cut the search.
/// </summary>
public sealed class FixedPointsWithStability : IInspector
{
    private readonly Box box;
    private readonly FixedPointOptions? options;
    private ImmutableArray<FixedPoint> previous = [];

    /// <summary>Creates the inspector.</summary>
    /// <param name="box">Where to look, of the module's dimension.</param>
    /// <param name="options">The search; null for cells with a budget of one second where the module is piecewise linear, else Newton with 64 starts, seed 0.</param>
    public FixedPointsWithStability(Box box, FixedPointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(box);
        this.box = box;
        this.options = options;
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
        FixedPointOptions search = options ?? Standard(context);
        FixedPointResult result = context.FixedPoints(box, search, starts);
        previous = result.Points;
        EvidenceLevel all = result.Complete ? result.Evidence : EvidenceLevel.Sampled;
        yield return new MetricDescriptor("fixed_points.count", "points", all).Of(result.Points.Length);
        yield return new MetricDescriptor("fixed_points.complete", "1", result.Evidence).Of(result.Complete ? 1 : 0);
        yield return new MetricDescriptor("fixed_points.interrupted", "1", EvidenceLevel.Numerical).Of(result.Interrupted ? 1 : 0);
        yield return new MetricDescriptor("fixed_points.continua", "sets", all).Of(result.Continua.Length);
        if (search.Period > 1)
        {
            yield return new MetricDescriptor("cycles.count", "cycles", all).Of(result.Cycles.Length);
        }

        IEnumerable<Metric> points = result.Points.SelectMany((point, i) => Describe(point, $"fixed point {i}"));
        foreach (Metric metric in points.Concat(result.Cycles.SelectMany((cycle, i) => Describe(cycle, $"cycle {i}"))))
        {
            yield return metric;
        }
    }

    /// <summary>All of them where that is a matter of cells; elsewhere Newton, whose cost is known beforehand.</summary>
    private static FixedPointOptions Standard(InspectionContext context) => context.Evidence == EvidenceLevel.Numerical && context.Network.IsPiecewiseLinear()
        ? new FixedPointOptions { Method = FixedPointMethod.Cells, Budget = TimeSpan.FromSeconds(1) }
        : new FixedPointOptions { Method = FixedPointMethod.Newton, Starts = 64 };

    private static IEnumerable<Metric> Describe(Cycle cycle, string subject)
    {
        EvidenceLevel evidence = cycle.Evidence;
        yield return new MetricDescriptor("cycle.period", "steps", evidence).Of(cycle.Period, subject);
        yield return new MetricDescriptor("cycle.x", "1", evidence, MetricKind.Vector).Of([.. cycle.Points.SelectMany(x => x)], subject);
        yield return new MetricDescriptor("cycle.multipliers", "1", Spectral(evidence), MetricKind.Complex).Of(cycle.Multipliers, subject);
        yield return new MetricDescriptor("cycle.stability", "1", Weaker(evidence, cycle.StabilityEvidence), MetricKind.Label)
            .Labelled(cycle.Stability.ToString().ToLowerInvariant(), subject);
    }

    private static IEnumerable<Metric> Describe(FixedPoint point, string subject)
    {
        EvidenceLevel evidence = point.Evidence;
        yield return new MetricDescriptor("fixed_point.x", "1", evidence, MetricKind.Vector).Of(point.X.AsSpan(), subject);
        yield return new MetricDescriptor("fixed_point.eigenvalues", "1", Spectral(evidence), MetricKind.Complex).Of(point.Eigenvalues, subject);
        yield return new MetricDescriptor("fixed_point.spectral_radius", "1", Spectral(evidence)).Of(Complex.Abs(point.Eigenvalues[0]), subject);
        yield return new MetricDescriptor("fixed_point.residual", "1", evidence).Of(point.Residual, subject);
        yield return new MetricDescriptor("fixed_point.stability", "1", Weaker(evidence, point.StabilityEvidence), MetricKind.Label)
            .Labelled(point.Stability.ToString().ToLowerInvariant(), subject);
    }

    /// <summary>Eigenvalues are computed in floating point even where the point is certified.</summary>
    private static EvidenceLevel Spectral(EvidenceLevel evidence) => Weaker(evidence, EvidenceLevel.Numerical);

    private static EvidenceLevel Weaker(EvidenceLevel one, EvidenceLevel other) => one < other ? one : other;
}
