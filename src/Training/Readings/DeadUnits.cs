using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Training;

/// <summary>
/// Hidden units whose activation has slope σ′ = 0 at every probe point: no gradient reaches them from there. Metrics by activation layer,
/// with subject "layers[i]" (branches of residual layers as "layers[i].branch.layers[j]"): "dead_units.count" and "dead_units.share"; over
/// all: "dead_units.total", and "dead_units.unexamined", the number of flow layers, whose units are not looked into. A unit dead at the
/// probe points may live elsewhere: Sampled. O(points · parameters).
/// </summary>
/// <param name="points">Probe points, N × inputs, one a row, finite: a sample of the training data.</param>
public sealed class DeadUnits(Matrix points) : IInspector
{
    private static readonly MetricDescriptor Count = new("dead_units.count", "units", EvidenceLevel.Sampled);
    private static readonly MetricDescriptor Share = new("dead_units.share", "1", EvidenceLevel.Sampled);
    private static readonly MetricDescriptor Total = new("dead_units.total", "units", EvidenceLevel.Sampled);
    private static readonly MetricDescriptor Unexamined = new("dead_units.unexamined", "layers", EvidenceLevel.Numerical);

    /// <inheritdoc/>
    public string Name => "dead units";

    /// <inheritdoc/>
    public string? Validate(InspectionContext context)
    {
        string? objection = PointsOnNetwork.Check(context, points);

        // Of a module that does not lower, asking for the network names the submodule that is to blame.
        return objection ?? (context.Network.Layers.Any(layer => layer is not Affine) ? null : "the module has no activation");
    }

    /// <inheritdoc/>
    public IEnumerable<Metric> Inspect(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        DeadUnitSearch search = new();
        search.Walk(context.Network, points);
        foreach (DeadUnitSearch.Layer layer in search.Layers)
        {
            yield return Count.Of(layer.Dead, layer.Path);
            yield return Share.Of((double)layer.Dead / layer.Units, layer.Path);
        }

        yield return Total.Of(search.Layers.Sum(layer => layer.Dead));
        yield return Unexamined.Of(search.Unexamined);
    }
}
