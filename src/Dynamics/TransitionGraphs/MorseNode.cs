using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.TransitionGraphs;

/// <summary>A recurrent component of a transition graph: cells that all lead to each other.</summary>
/// <param name="Cells">Its nodes in the transition graph, in increasing order.</param>
/// <param name="IsForwardInvariant">
/// Whether no edge leads out and none of its cells leaves the box: then f maps the union of its closed cells into itself.
/// </param>
/// <param name="Leaves">Whether a cell of it leaves the box.</param>
public sealed record MorseNode(ImmutableArray<int> Cells, bool IsForwardInvariant, bool Leaves);
