using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>The polytope of fixed points in one closed cell: Origin + the span of Basis, cut by the cell and the box.</summary>
/// <param name="Pattern">The cell.</param>
/// <param name="Solutions">All solutions of (I − A)x = b.</param>
/// <param name="Polytope">It, in the coordinates of the solutions.</param>
/// <param name="Vertices">The vertices, as fixed points.</param>
/// <param name="Dimension">Its dimension, at least 1.</param>
internal sealed record ContinuumPiece(byte[] Pattern, AffineSolutions Solutions, ExactPolytope Polytope, List<Rational[]> Vertices, int Dimension);
