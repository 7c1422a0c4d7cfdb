using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>A batch that has been learned.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Loss">Its loss before the step, a scalar tensor; reading it waits for the device.</param>
public readonly record struct BatchResult(Batch Batch, Tensor Loss);
