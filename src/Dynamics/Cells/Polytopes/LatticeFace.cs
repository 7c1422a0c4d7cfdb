using System.Numerics;

namespace TorchDynInspect.Dynamics.Cells.Polytopes;

/// <summary>A face of a polytope.</summary>
/// <param name="Vertices">Its vertices as a <see cref="VertexSet"/>.</param>
/// <param name="Boundary">Its facets, as indices among the faces of one dimension less.</param>
internal readonly record struct LatticeFace(BigInteger Vertices, int[] Boundary);
