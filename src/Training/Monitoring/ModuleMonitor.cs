using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>
/// Watches a module while it trains, in any training loop: call <see cref="Step(Tensor)"/> after each optimizer step and
/// <see cref="Epoch"/> after each epoch. A step at which nothing is due costs well under a microsecond, waits for no device and allocates
/// nothing. The monitor registers no hook and keeps no tensor; <see cref="Dispose"/> leaves the module as if it had never been there. Not
/// thread-safe, except <see cref="History"/>.
/// </summary>
public sealed class ModuleMonitor : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> module;
    private readonly optim.Optimizer? optimizer;
    private readonly ModuleReader reader;
    private readonly InspectionRunner runner;
    private double best = double.PositiveInfinity;
    private bool completed;

    internal ModuleMonitor(nn.Module<Tensor, Tensor> module, optim.Optimizer? optimizer, MonitorOptions options)
    {
        this.module = module;
        this.optimizer = optimizer;
        reader = new ModuleReader(module, options.Reading);
        (Epochs, Steps) = (options.StartEpoch, options.StartStep);
        runner = new InspectionRunner(options, History, () => new Quarantine(module));
        InspectionMoment start = new(MomentKind.Start, Steps, Epochs);
        runner.Validate(Context(start, null, null, null));
        Fire(start, null, null, null);
    }

    /// <summary>Every record so far; readable from any thread.</summary>
    public History History { get; } = new();

    /// <summary>Optimizer steps made so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Epochs finished so far.</summary>
    public int Epochs { get; private set; }

    /// <summary>Reports an optimizer step. Call it after <c>optimizer.step()</c> and before the next <c>zero_grad()</c>, so that gradients
    /// can be read.</summary>
    /// <param name="loss">The loss tensor of the step, a scalar; it is read only when an inspector asks for it and never kept. Null when
    /// there is none.</param>
    public void Step(Tensor? loss = null) => Fire(new InspectionMoment(MomentKind.Step, ++Steps, Epochs), loss, null, null);

    /// <summary>Reports an optimizer step whose loss is a number already.</summary>
    /// <param name="loss">The loss.</param>
    public void Step(double loss) => Fire(new InspectionMoment(MomentKind.Step, ++Steps, Epochs), null, loss, null);

    /// <summary>Reports the end of an epoch.</summary>
    /// <param name="trainingLoss">Mean loss over the training data; null when not known.</param>
    /// <param name="validationLoss">Mean loss over the validation data; null when there is none. With it, it decides what an improvement
    /// is.</param>
    public void Epoch(double? trainingLoss = null, double? validationLoss = null)
    {
        double watched = validationLoss ?? trainingLoss ?? double.NaN;
        bool improved = watched < best;
        if (improved)
        {
            best = watched;
        }

        Epochs++;
        Fire(new InspectionMoment(MomentKind.Epoch, Steps, Epochs, improved), null, trainingLoss, validationLoss);
    }

    /// <summary>Says that the run is over: <see cref="Schedule.AtEnd"/> is due. A second call does nothing.</summary>
    public void Complete()
    {
        if (!completed)
        {
            completed = true;
            Fire(new InspectionMoment(MomentKind.End, Steps, Epochs), null, null, null);
        }
    }

    /// <summary>Runs every inspection now, whatever its schedule and budget; the cost is entered in its account all the same.</summary>
    public void InspectNow() => runner.RunAll(Context(new InspectionMoment(MomentKind.End, Steps, Epochs), null, null, null));

    /// <summary>Detaches; later calls do nothing. Recorders stay open: they belong to whoever made them.</summary>
    public void Dispose() => runner.Close(new InspectionMoment(MomentKind.End, Steps, Epochs));

    private void Fire(in InspectionMoment moment, Tensor? loss, double? lossValue, double? validationLoss)
    {
        if (runner.IsDue(moment))
        {
            runner.Fire(Context(moment, loss, lossValue, validationLoss));
        }
    }

    private InspectionContext Context(InspectionMoment moment, Tensor? loss, double? lossValue, double? validationLoss) => new(
        module,
        optimizer,
        moment,
        new Lazy<ModuleReading>(reader.Read),
        new Lazy<double?>(() => loss is null ? lossValue : loss.ReadScalar()),
        validationLoss);
}
