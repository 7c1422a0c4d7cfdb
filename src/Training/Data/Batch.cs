using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>One batch of training data.</summary>
/// <param name="Inputs">The inputs; the first dimension runs over the samples.</param>
/// <param name="Targets">The targets, as the loss expects them.</param>
public readonly record struct Batch(Tensor Inputs, Tensor Targets);
