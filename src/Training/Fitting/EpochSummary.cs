namespace TorchDynInspect.Training;

/// <summary>The outcome of one epoch.</summary>
/// <param name="Epoch">Epochs finished, this one included: 1 for the first.</param>
/// <param name="Step">Optimizer steps made at its end.</param>
/// <param name="TrainingLoss">Mean of the batch losses, weighted by batch size, each taken before its step.</param>
/// <param name="ValidationLoss">The same over the validation data in evaluation mode after the last step; null without validation
/// data.</param>
/// <param name="LearningRate">Learning rate of the first parameter group during the last step.</param>
/// <param name="Duration">Wall time, validation and callbacks of the batches included.</param>
public sealed record EpochSummary(int Epoch, long Step, double TrainingLoss, double? ValidationLoss, double LearningRate, TimeSpan Duration)
{
    /// <summary>The loss that early stopping and "best" look at: validation where there is any, else training.</summary>
    public double WatchedLoss => ValidationLoss ?? TrainingLoss;
}
