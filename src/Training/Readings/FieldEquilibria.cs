using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Training;

/// <summary>
/// Equilibria f(y) = 0 in a box of the field of a neural ODE, with the eigenvalues of Df, each proved where the search over boxes gets that far within its budget.
/// Metrics: "equilibria.count" (Sampled unless the list is complete), "equilibria.complete" (1 when proved to be all, else 0), "equilibria.interrupted" (1 when the
/// budget cut the search), and by point, with subject "equilibrium i", "equilibrium.x", "equilibrium.eigenvalues", "equilibrium.spectral_abscissa" (max Re λ),
/// "equilibrium.residual" and the label "equilibrium.stability", judged by the signs of Re λ, with evidence of their own. A field that sees the time has none: its
/// time never stands still.
/// </summary>
public sealed class FieldEquilibria : IInspector
{
    private readonly Box box;
    private readonly FixedPointOptions options;

    /// <summary>Creates the inspector.</summary>
    /// <param name="box">Where to look, of the dimension of the field's state (with added coordinates).</param>
    /// <param name="options">The search, of which Budget and Workers count; null for a budget of one second.</param>
    public FieldEquilibria(Box box, FixedPointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(box);
        this.box = box;
        this.options = options ?? new FixedPointOptions { Budget = TimeSpan.FromSeconds(1) };
    }

    /// <inheritdoc/>
    public string Name => "field equilibria";

    /// <inheritdoc/>
    public string? Validate(InspectionContext context)
    {
        if (FlowLayer.Check(context) is { } fault)
        {
            return fault;
        }

        int dimension = FlowLayer.Of(context.Network).Flow.Field.Inputs;
        return box.Dimension == dimension ? null : $"the box has dimension {box.Dimension}, the field's state has {dimension}";
    }

    /// <inheritdoc/>
    public IEnumerable<Metric> Inspect(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        FixedPointResult result = FlowLayer.Of(context.Network).Flow.Field.Equilibria(box, options);
        yield return new MetricDescriptor("equilibria.count", "points", result.Complete ? result.Evidence : EvidenceLevel.Sampled).Of(result.Points.Length);
        yield return new MetricDescriptor("equilibria.complete", "1", result.Evidence).Of(result.Complete ? 1 : 0);
        yield return new MetricDescriptor("equilibria.interrupted", "1", EvidenceLevel.Numerical).Of(result.Interrupted ? 1 : 0);
        for (int i = 0; i < result.Points.Length; i++)
        {
            FixedPoint point = result.Points[i];
            string subject = $"equilibrium {i}";
            EvidenceLevel spectral = Weaker(point.Evidence, EvidenceLevel.Numerical);
            yield return new MetricDescriptor("equilibrium.x", "1", point.Evidence, MetricKind.Vector).Of(point.X.AsSpan(), subject);
            yield return new MetricDescriptor("equilibrium.eigenvalues", "1/time", spectral, MetricKind.Complex).Of(point.Eigenvalues, subject);
            yield return new MetricDescriptor("equilibrium.spectral_abscissa", "1/time", spectral).Of(point.Eigenvalues.Max(value => value.Real), subject);
            yield return new MetricDescriptor("equilibrium.residual", "1", point.Evidence).Of(point.Residual, subject);
            yield return new MetricDescriptor("equilibrium.stability", "1", Weaker(point.Evidence, point.StabilityEvidence), MetricKind.Label)
                .Labelled(point.Stability.ToString().ToLowerInvariant(), subject);
        }
    }

    private static EvidenceLevel Weaker(EvidenceLevel one, EvidenceLevel other) => one < other ? one : other;
}
