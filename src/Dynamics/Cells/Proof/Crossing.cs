namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>What changes across a facet of a simple cell.</summary>
/// <param name="Unit">The unit's place in the pattern.</param>
/// <param name="Piece">Its piece beyond the facet.</param>
internal readonly record struct Crossing(int Unit, byte Piece);
