using System.Collections.Immutable;

namespace TorchDynInspect.Training;

/// <summary>What a fit did.</summary>
public sealed record TrainingResult
{
    /// <summary>What ended it.</summary>
    public required StopReason Stopped { get; init; }

    /// <summary>More about what ended it, on one line; null when there is nothing to add.</summary>
    public string? Reason { get; init; }

    /// <summary>Every finished epoch, those before a resumption included. An epoch that a cancellation cut has no entry.</summary>
    public required ImmutableArray<EpochSummary> Epochs { get; init; }

    /// <summary>Optimizer steps made, those of a cut epoch and before a resumption included.</summary>
    public required long Steps { get; init; }

    /// <summary>The epoch with the smallest watched loss; null when no epoch had a finite one.</summary>
    public EpochSummary? Best { get; init; }

    /// <summary>Whether the module holds the weights of <see cref="Best"/> rather than those of the last step.</summary>
    public bool RestoredBest { get; init; }

    /// <summary>The seed of shuffling, validation split and dropout.</summary>
    public required int Seed { get; init; }

    /// <summary>Which samples were trained and validated on; null when the data came in batches.</summary>
    public ValidationSplit? Split { get; init; }

    /// <summary>What callbacks threw, and checkpoints that could not be written, in order; inspectors' faults are in the monitor's
    /// history.</summary>
    public ImmutableArray<InspectionFault> Faults { get; init; } = [];

    /// <summary>Wall time of this fit.</summary>
    public required TimeSpan Duration { get; init; }
}
