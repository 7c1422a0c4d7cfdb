using TorchDynInspect.Dynamics.Boxes;

namespace TorchDynInspect.Dynamics.BranchAndPrune;

/// <summary>A part of the searched box that may hold zeros beside the listed ones; boxes that touch each other are merged into one.</summary>
/// <param name="Box">The smallest box around the merged ones.</param>
/// <param name="Reason">Why it was left; of several reasons the last in the order of the enumeration.</param>
/// <param name="Count">How many boxes of the search it merges.</param>
public sealed record UnresolvedBox(Box Box, UnresolvedReason Reason, int Count);
