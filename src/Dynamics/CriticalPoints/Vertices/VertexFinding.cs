namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>A critical vertex in general position.</summary>
/// <param name="X">Where.</param>
/// <param name="Value">Φ(X).</param>
/// <param name="Index">How many pairs of opposite edges fall.</param>
internal readonly record struct VertexFinding(double[] X, double Value, int Index);
