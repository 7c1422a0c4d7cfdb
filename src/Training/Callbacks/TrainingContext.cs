using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>A fit in progress, as its callbacks see it.</summary>
public sealed class TrainingContext
{
    internal TrainingContext(nn.Module<Tensor, Tensor> module, optim.Optimizer optimizer, TrainerOptions options)
    {
        Module = module;
        Optimizer = optimizer;
        Options = options;
    }

    /// <summary>The module in training.</summary>
    public nn.Module<Tensor, Tensor> Module { get; }

    /// <summary>Its optimizer.</summary>
    public optim.Optimizer Optimizer { get; }

    /// <summary>The options of the fit.</summary>
    public TrainerOptions Options { get; }

    /// <summary>Epochs finished so far, those before a resumption included.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Optimizer steps made so far, those before a resumption included.</summary>
    public long Step { get; internal set; }

    /// <summary>Why a callback asked to end the fit; null when none did.</summary>
    public string? StopRequested { get; private set; }

    /// <summary>Ends the fit after the batch in progress; a stop asked for at the end of an epoch takes effect there.</summary>
    /// <param name="reason">Why, on one line; the first reason is kept.</param>
    public void Stop(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        StopRequested ??= reason;
    }
}
