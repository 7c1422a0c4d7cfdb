using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Inspectors.Activity;

/// <summary>A snapshot of what an <see cref="ActivityMonitor"/> saw.</summary>
/// <param name="Layers">The watched layers, in the order of the module's tree.</param>
/// <param name="Warnings">Layers whose hook never fired, and why that may be.</param>
/// <param name="Faults">Exceptions inside the monitor, each as one line; they never reached the training loop.</param>
public sealed record ActivityReport(ImmutableArray<LayerActivity> Layers, ImmutableArray<string> Warnings, ImmutableArray<string> Faults)
{
    /// <summary>Units that gave one value on every sampled row, over all layers.</summary>
    public int DeadUnits => Layers.Sum(layer => layer.DeadUnits.Length);

    /// <summary>Always <see cref="EvidenceLevel.Sampled"/>: batches seen, no others.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Sampled;
}
