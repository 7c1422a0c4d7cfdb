using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>One trial step of all rows.</summary>
/// <param name="End">The states it leads to, (N, d).</param>
/// <param name="Slopes">The stages' slopes, (N, d) each.</param>
/// <param name="Error">h Σ (b_i − b̂_i) k_i, filtered for an implicit scheme; null for a fixed-step scheme.</param>
internal sealed record Attempt(Tensor End, Tensor[] Slopes, Tensor? Error);
