using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.Cells.Programs;

/// <summary>A continuous piecewise-linear function of one unit: K breakpoints in increasing order and the K + 1 affine pieces between them.</summary>
/// <param name="Breakpoints">Exact doubles.</param>
/// <param name="Pieces">The nearest doubles, from left to right. Equal neighbours are allowed: a breakpoint that only divides (a threshold) and bends nothing.</param>
/// <param name="Definition">The function that exact arithmetic must take where slopes or intercepts are not doubles; null where the pieces are the definition.</param>
internal sealed record UnitPieces(double[] Breakpoints, AffinePiece[] Pieces, Activation? Definition = null);
