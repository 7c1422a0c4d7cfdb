namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>A face of an exact cell.</summary>
/// <param name="Vertices">Bit set of the cell's vertices on it.</param>
/// <param name="Dimension">Its dimension, 0 … d.</param>
internal readonly record struct ExactFace(System.Numerics.BigInteger Vertices, int Dimension);
