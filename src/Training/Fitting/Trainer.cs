using TorchDynInspect.Dynamics;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>
/// Fits a module: epochs, validation, learning-rate schedule, early stopping, checkpoints, cancellation, callbacks. The same seed, data and
/// module give the same weights, bit by bit, on one machine; callbacks that leave no trace do not change them.
/// </summary>
public sealed class Trainer
{
    private readonly nn.Module<Tensor, Tensor> module;
    private readonly optim.Optimizer optimizer;
    private readonly Func<Tensor, Tensor, Tensor> loss;
    private readonly TrainerOptions options;

    /// <summary>Creates a trainer.</summary>
    /// <param name="module">The module to train.</param>
    /// <param name="optimizer">An optimizer of its parameters.</param>
    /// <param name="loss">(output, target) ↦ a scalar, a mean over the samples; any TorchSharp loss's <c>call</c> will do.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <exception cref="InvalidInputException">An option is out of range.</exception>
    public Trainer(
        nn.Module<Tensor, Tensor> module, optim.Optimizer optimizer, Func<Tensor, Tensor, Tensor> loss, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        (this.module, this.optimizer, this.loss, this.options) = (module, optimizer, loss, options ?? new TrainerOptions());
        TrainerOptionsValidation.Require(this.options, optimizer);
    }

    /// <summary>Creates a trainer.</summary>
    /// <param name="module">The module to train.</param>
    /// <param name="optimizer">An optimizer of its parameters.</param>
    /// <param name="loss">A loss that takes the mean over the samples.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <exception cref="InvalidInputException">An option is out of range.</exception>
    public Trainer(
        nn.Module<Tensor, Tensor> module,
        optim.Optimizer optimizer,
        TorchSharp.Loss<Tensor, Tensor, Tensor> loss,
        TrainerOptions? options = null)
        : this(module, optimizer, (loss ?? throw new ArgumentNullException(nameof(loss))).call, options)
    {
    }

    /// <summary>Fits to data in memory, of which <see cref="TrainerOptions.ValidationFraction"/> is held back.</summary>
    /// <param name="inputs">The inputs; the first dimension runs over the samples.</param>
    /// <param name="targets">The targets; the first dimension runs over the samples.</param>
    /// <param name="cancellation">Ends the fit between two batches; the result says so.</param>
    /// <exception cref="InvalidInputException">The data have no samples, or not as many targets as inputs.</exception>
    public TrainingResult Fit(Tensor inputs, Tensor targets, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.dim() == 0 || inputs.shape[0] == 0)
        {
            throw new InvalidInputException("training data: no samples, expected at least one");
        }

        ValidationSplit split = ValidationSplit.Of(checked((int)inputs.shape[0]), options.ValidationFraction, options.Seed);
        TensorBatchesOptions drawing = new() { BatchSize = options.BatchSize, Shuffle = options.Shuffle, Seed = options.Seed };
        TensorBatches training = new(inputs, targets, split.Training, drawing);
        TensorBatches? validation = split.Validation.IsEmpty
            ? null
            : new(inputs, targets, split.Validation, drawing with { Shuffle = false });
        return Fit(training, validation, cancellation) with { Split = split };
    }

    /// <summary>Fits to data in batches.</summary>
    /// <param name="training">The training data.</param>
    /// <param name="validation">The validation data; null for none.</param>
    /// <param name="cancellation">Ends the fit between two batches; the result says so.</param>
    public TrainingResult Fit(IBatches training, IBatches? validation = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        TrainingFlags flags = new(module);
        using TrainingRun run = new(module, optimizer, loss, options);
        try
        {
            return run.Fit(training, validation, cancellation);
        }
        finally
        {
            flags.Restore();
        }
    }
}
