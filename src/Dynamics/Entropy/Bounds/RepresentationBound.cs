using System.Numerics;

namespace TorchDynInspect.Dynamics.Entropy.Bounds;

/// <summary>
/// How wide a ReLU network must be to compute f^k on the interval (E2): with l hidden layers of m units it has at most (m + 1)^l laps, and entropy at most l·log(m + 1).
/// </summary>
/// <param name="Power">k.</param>
/// <param name="Layers">l.</param>
/// <param name="WidthByEntropy">The least m with l·log(m + 1) ≥ k·h, from the certified lower bound of h = h_top(f): m ≥ e^(kh/l) − 1. It holds for every network whose entropy is that of f^k.</param>
/// <param name="WidthByLaps">The least m with (m + 1)^l ≥ lap(f^k), which is never smaller; null where laps were not counted that far.</param>
public sealed record RepresentationBound(int Power, int Layers, BigInteger WidthByEntropy, BigInteger? WidthByLaps);
