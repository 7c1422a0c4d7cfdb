using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Training;

/// <summary>
/// The topological entropy of a module R → R as an interval, in nats per step. Metrics: "entropy.escapes" (1 when no invariant interval around the one asked about was
/// found: the other metrics are then about the map clamped to that interval, else 0), "entropy.lower", "entropy.upper", "entropy.gap", "entropy.laps", "entropy.closed" (1 when the
/// tower closed) and the vector "entropy.invariant_interval". The cost is that of the tower: milliseconds for small networks, at most the budget of the options.
/// </summary>
public sealed class EntropyInterval : IInspector
{
    private readonly (double Lower, double Upper) interval;
    private readonly EntropyOptions options;

    /// <summary>Creates the inspector.</summary>
    /// <param name="lower">Left end of the interval whose orbits matter.</param>
    /// <param name="upper">Right end, above the left.</param>
    /// <param name="options">The enclosure; null for a tolerance of 1e−6 and at most one second a reading.</param>
    public EntropyInterval(double lower, double upper, EntropyOptions? options = null)
    {
        Box checkedEnds = new([lower], [upper]);
        interval = (checkedEnds.Lower[0], checkedEnds.Upper[0]);
        this.options = options ?? new EntropyOptions { Tolerance = 1e-6, Budget = TimeSpan.FromSeconds(1) };
    }

    /// <inheritdoc/>
    public string Name => "topological entropy";

    /// <inheritdoc/>
    public string? Validate(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Inputs != 1 || context.Outputs != 1
            ? $"the module maps {context.Inputs} to {context.Outputs} units, expected 1 to 1 for the entropy of an interval map"
            : null;
    }

    /// <inheritdoc/>
    public IEnumerable<Metric> Inspect(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        EntropyResult entropy = context.Network.TopologicalEntropy(interval, options);
        EvidenceLevel evidence = entropy.Evidence;
        yield return new MetricDescriptor("entropy.escapes", "1", evidence).Of(entropy.Escapes ? 1 : 0);
        yield return new MetricDescriptor("entropy.lower", "nats", evidence).Of(entropy.Lower);
        yield return new MetricDescriptor("entropy.upper", "nats", evidence).Of(entropy.Upper);
        yield return new MetricDescriptor("entropy.gap", "nats", evidence).Of(entropy.Upper - entropy.Lower);
        yield return new MetricDescriptor("entropy.laps", "laps", evidence).Of(entropy.Laps);
        yield return new MetricDescriptor("entropy.closed", "1", evidence).Of(entropy.Closed ? 1 : 0);
        yield return new MetricDescriptor("entropy.invariant_interval", "1", evidence, MetricKind.Vector).Of([entropy.Invariant.Lower, entropy.Invariant.Upper]);
    }
}
