using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.Cells.Programs;

/// <summary>A continuous piecewise-linear function of one unit: K breakpoints in increasing order and the K + 1 affine pieces between them.</summary>
/// <param name="Breakpoints">Exact doubles.</param>
/// <param name="Pieces">From left to right. Equal neighbours are allowed: a breakpoint that only divides (a threshold) and bends nothing.</param>
internal sealed record UnitPieces(double[] Breakpoints, AffinePiece[] Pieces);
