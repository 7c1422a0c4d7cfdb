namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>A face that Φ reaches its maximum on at special vertices.</summary>
/// <param name="Dimension">Its dimension.</param>
/// <param name="Top">A special vertex at which the maximum is.</param>
/// <param name="Boundary">The facets with the same maximum.</param>
/// <param name="Flat">Whether Φ is constant on it.</param>
/// <param name="Interior">Whether it lies in no side of the domain.</param>
/// <param name="Centre">The mean of its vertices; null unless flat.</param>
/// <param name="Value">Φ's maximum.</param>
internal sealed record StarFace(int Dimension, UInt128 Top, UInt128[] Boundary, bool Flat, bool Interior, double[]? Centre, double Value);
