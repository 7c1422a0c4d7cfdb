using System.Numerics;

namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>A face of a cell.</summary>
/// <param name="Vertices">Bit v is set for the cell's vertex v.</param>
/// <param name="Boundary">Its facets, as indices among the faces of one dimension less.</param>
internal readonly record struct LatticeFace(BigInteger Vertices, int[] Boundary);
