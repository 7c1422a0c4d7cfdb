namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>Two lines around an activation on [l, u]: LowerSlope·x + LowerOffset ≤ σ(x) ≤ UpperSlope·x + UpperOffset for every real x there.</summary>
/// <param name="LowerSlope">Slope of the line below.</param>
/// <param name="LowerOffset">Its value at 0; −∞ when σ is unbounded below on the interval.</param>
/// <param name="UpperSlope">Slope of the line above.</param>
/// <param name="UpperOffset">Its value at 0; +∞ when σ is unbounded above on the interval.</param>
public readonly record struct LinearRelaxation(double LowerSlope, double LowerOffset, double UpperSlope, double UpperOffset);
