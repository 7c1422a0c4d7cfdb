namespace TorchDynInspect.Training;

/// <summary>Callbacks out of functions.</summary>
public static class CallbackExtensions
{
    /// <summary>Calls a function at the end of every epoch.</summary>
    /// <param name="options">The options to extend.</param>
    /// <param name="action">The function.</param>
    /// <returns>Options with one callback more.</returns>
    public static TrainerOptions OnEpochEnd(this TrainerOptions options, Action<TrainingContext, EpochSummary> action) =>
        options.With(new Functions { EpochAction = action });

    /// <summary>Calls a function after every batch.</summary>
    /// <param name="options">The options to extend.</param>
    /// <param name="action">The function.</param>
    /// <returns>Options with one callback more.</returns>
    public static TrainerOptions OnBatchEnd(this TrainerOptions options, Action<TrainingContext, BatchResult> action) =>
        options.With(new Functions { BatchAction = action });

    /// <summary>Adds a callback.</summary>
    /// <param name="options">The options to extend.</param>
    /// <param name="callback">The callback.</param>
    /// <returns>Options with one callback more.</returns>
    public static TrainerOptions With(this TrainerOptions options, ITrainingCallback callback)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(callback);
        return options with { Callbacks = options.Callbacks.Add(callback) };
    }

    private sealed class Functions : ITrainingCallback
    {
        public Action<TrainingContext, EpochSummary>? EpochAction { get; init; }

        public Action<TrainingContext, BatchResult>? BatchAction { get; init; }

        public void EpochEnds(TrainingContext context, EpochSummary epoch) => EpochAction?.Invoke(context, epoch);

        public void BatchEnds(TrainingContext context, BatchResult batch) => BatchAction?.Invoke(context, batch);
    }
}
