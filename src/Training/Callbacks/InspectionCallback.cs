using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>Attaches a <see cref="ModuleMonitor"/> for the length of a fit.</summary>
/// <param name="options">What to measure, when and at what cost; null for the defaults.</param>
/// <param name="module">What to watch, e.g. a part of the module that is fitted; null for the fitted module itself.</param>
public sealed class InspectionCallback(MonitorOptions? options = null, nn.Module<Tensor, Tensor>? module = null) : ITrainingCallback
{
    private ModuleMonitor? monitor;

    /// <summary>The records of the last fit, also while it runs; empty before the first.</summary>
    public History History { get; private set; } = new();

    /// <inheritdoc/>
    public void FitBegins(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        MonitorOptions here = (options ?? new MonitorOptions()) with { StartEpoch = context.Epoch, StartStep = context.Step };
        monitor = (module ?? context.Module).Monitor(context.Optimizer, here);
        History = monitor.History;
    }

    /// <inheritdoc/>
    public void BatchEnds(TrainingContext context, BatchResult batch) => monitor?.Step(batch.Loss);

    /// <inheritdoc/>
    public void EpochEnds(TrainingContext context, EpochSummary epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        monitor?.Epoch(epoch.TrainingLoss, epoch.ValidationLoss);
    }

    /// <inheritdoc/>
    public void FitEnds(TrainingContext context)
    {
        using ModuleMonitor? closing = monitor;
        monitor = null;
        closing?.Complete();
    }
}
