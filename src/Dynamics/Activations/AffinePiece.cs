namespace TorchDynInspect.Dynamics.Activations;

/// <summary>One piece z ↦ Slope·z + Intercept of a piecewise-linear activation.</summary>
/// <param name="Slope">σ′ inside the piece.</param>
/// <param name="Intercept">The value at 0 of the line that carries the piece.</param>
public readonly record struct AffinePiece(double Slope, double Intercept);
