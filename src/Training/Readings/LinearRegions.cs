using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Regions;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Training;

/// <summary>
/// The number of linear regions of a piecewise-linear module in a domain (<see cref="RegionCount.RegionDefinition"/>). Metrics: "regions.count", of the evidence of the
/// count, and "regions.complete" (1 when all were counted, else 0: the budget ran out, and the count is a lower bound, which the word "Sampled" says).
/// O(regions), about a microsecond each in the plane.
/// </summary>
public sealed class LinearRegions : IInspector
{
    private readonly CellDomain domain;
    private readonly CellWalkOptions options;

    /// <summary>Creates the inspector.</summary>
    /// <param name="domain">Where to count, of the module's input dimension.</param>
    /// <param name="options">How; null for floating point, all cores and at most one second a reading.</param>
    public LinearRegions(CellDomain domain, CellWalkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(domain);
        this.domain = domain;
        this.options = options ?? new CellWalkOptions { Budget = TimeSpan.FromSeconds(1) };
    }

    /// <inheritdoc/>
    public string Name => "linear regions";

    /// <inheritdoc/>
    public string? Validate(InspectionContext context) => PiecewiseLinearModule.Check(context, domain);

    /// <inheritdoc/>
    public IEnumerable<Metric> Inspect(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        RegionCount regions = context.Network.CountRegions(domain, options);

        // A certified part of an incomplete count proves a lower bound only; as the number of regions it is a sample.
        EvidenceLevel evidence = regions.Complete ? regions.Evidence : EvidenceLevel.Sampled;
        yield return new MetricDescriptor("regions.count", "regions", evidence).Of(regions.Count);
        yield return new MetricDescriptor("regions.complete", "1", regions.Evidence).Of(regions.Complete ? 1 : 0);
    }
}
