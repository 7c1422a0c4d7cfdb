using System.Collections.Immutable;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>How a <see cref="Trainer"/> fits.</summary>
public sealed record TrainerOptions
{
    /// <summary>Epochs to make in all, those before a resumption included, at least 1. Default 100.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Samples a batch, for data given as tensors. Default 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Draw samples in a new random order every epoch, for data given as tensors. Default true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Share of the samples to hold back for validation, for data given as tensors. Default 0.</summary>
    public double ValidationFraction { get; init; }

    /// <summary>Seed of shuffling and of the validation split, and given to torch's generator when a fit begins, for dropout. Default
    /// 0.</summary>
    public int Seed { get; init; }

    /// <summary>Scale gradients down to this total 2-norm; null does not clip. Default null.</summary>
    public double? ClipGradientNorm { get; init; }

    /// <summary>Clamp each entry of the gradients to ± this value, before the norm is clipped; null does not clip. Default null.</summary>
    public double? ClipGradientValue { get; init; }

    /// <summary>The learning-rate scheduler, made on the trainer's optimizer; null keeps the rate. Default null.</summary>
    public optim.lr_scheduler.LRScheduler? Scheduler { get; init; }

    /// <summary>When the scheduler steps. Default at the end of every epoch.</summary>
    public SchedulerStep SchedulerStep { get; init; } = SchedulerStep.Epoch;

    /// <summary>When to give up on improvement; null makes all epochs. Default null.</summary>
    public EarlyStoppingOptions? EarlyStopping { get; init; }

    /// <summary>Where and how often to save the run so that it can be resumed; null does not. Default null.</summary>
    public CheckpointOptions? Checkpoint { get; init; }

    /// <summary>End the fit when the training loss of an epoch is NaN or infinite. Default true.</summary>
    public bool StopWhenDiverged { get; init; } = true;

    /// <summary>Callbacks, told in this order. Default none.</summary>
    public ImmutableArray<ITrainingCallback> Callbacks { get; init; } = [];

    /// <summary>Told after every epoch; null for nobody. Default null.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Let what a callback throws, or a checkpoint that cannot be written, end the fit with that exception. Default false:
    /// recorded, and training goes on.</summary>
    public bool Strict { get; init; }

    /// <summary>Told each callback's first fault, as one line. Default: standard error.</summary>
    public Action<string> Warn { get; init; } = Console.Error.WriteLine;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
