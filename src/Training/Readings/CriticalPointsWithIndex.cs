using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.CriticalPoints;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Training;

/// <summary>
/// Critical points of a module with one output in a box, with their Morse indices (of a piecewise-linear module, PL indices at its vertices). Metrics:
/// "critical_points.count", Sampled unless the list is complete; "critical_points.complete" (1 when the list holds every critical point of the box, else 0);
/// "critical_points.unresolved", how many sub-boxes the search left undecided; "critical_points.interrupted" (1 when the budget cut the search); by point, with subject
/// "critical point i", "critical_point.x", "critical_point.value" and the label "critical_point.index" ("0" is a minimum, the dimension a maximum, "degenerate" and
/// "undecided" have none), with evidence of their own. The cost is that of the search, at most the budget.
/// </summary>
public sealed class CriticalPointsWithIndex : IInspector
{
    private readonly Box box;
    private readonly CriticalPointOptions options;

    /// <summary>Creates the inspector.</summary>
    /// <param name="box">Where to look, of the module's input dimension, with width on every axis.</param>
    /// <param name="options">The search; null for all cores and at most one second a reading.</param>
    public CriticalPointsWithIndex(Box box, CriticalPointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(box);
        this.box = box;
        this.options = options ?? new CriticalPointOptions { Budget = TimeSpan.FromSeconds(1) };
    }

    /// <inheritdoc/>
    public string Name => "critical points";

    /// <inheritdoc/>
    public string? Validate(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Outputs != 1)
        {
            return $"the module has {context.Outputs} outputs, expected 1 for critical points";
        }

        if (box.Dimension != context.Inputs)
        {
            return $"the box has dimension {box.Dimension}, the module has {context.Inputs} inputs";
        }

        // What no engine covers, and what does not lower, is refused by an exception that names the layer or submodule.
        context.Network.CriticalPoints(box, options with { Budget = TimeSpan.Zero });
        return null;
    }

    /// <inheritdoc/>
    public IEnumerable<Metric> Inspect(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        CriticalPointResult result = context.Network.CriticalPoints(box, options);

        // A proved part of an incomplete list is a sample of the whole.
        EvidenceLevel all = result.Complete ? result.Evidence : EvidenceLevel.Sampled;
        yield return new MetricDescriptor("critical_points.count", "points", all).Of(result.Points.Length);
        yield return new MetricDescriptor("critical_points.complete", "1", result.Evidence).Of(result.Complete ? 1 : 0);
        yield return new MetricDescriptor("critical_points.unresolved", "boxes", EvidenceLevel.Numerical).Of(result.Unresolved.Length);
        yield return new MetricDescriptor("critical_points.interrupted", "1", EvidenceLevel.Numerical).Of(result.Interrupted ? 1 : 0);
        foreach ((int i, CriticalPoint point) in result.Points.Index())
        {
            string subject = $"critical point {i}";
            yield return new MetricDescriptor("critical_point.x", "1", point.Evidence, MetricKind.Vector).Of(point.X.AsSpan(), subject);
            yield return new MetricDescriptor("critical_point.value", "1", Weaker(point.Evidence, EvidenceLevel.Numerical)).Of(point.Value, subject);
            yield return new MetricDescriptor("critical_point.index", "1", point.Evidence, MetricKind.Label).Labelled(Index(point), subject);
        }
    }

    private static string Index(CriticalPoint point) => point.Index is { } index
        ? index.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : point.Degenerate == true ? "degenerate" : "undecided";

    private static EvidenceLevel Weaker(EvidenceLevel one, EvidenceLevel other) => one < other ? one : other;
}
