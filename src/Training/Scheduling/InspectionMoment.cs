namespace TorchDynInspect.Training;

/// <summary>A point of a training run.</summary>
/// <param name="Kind">What has just happened.</param>
/// <param name="Step">Optimizer steps made so far; 1 at the first step moment.</param>
/// <param name="Epoch">Epochs finished so far; 0 during the first epoch, 1 at its end.</param>
/// <param name="Improved">Whether the loss reported with an epoch is the smallest so far; false at other moments.</param>
public readonly record struct InspectionMoment(MomentKind Kind, long Step, int Epoch, bool Improved = false);
