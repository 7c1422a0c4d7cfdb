namespace TorchDynInspect.Training;

/// <summary>How far a fit has come; reported after every epoch.</summary>
/// <param name="Epochs">Epochs to make in all.</param>
/// <param name="Last">The epoch just finished.</param>
/// <param name="BestLoss">The smallest watched loss so far.</param>
public sealed record TrainingProgress(int Epochs, EpochSummary Last, double BestLoss);
