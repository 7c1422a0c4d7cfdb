using System.Collections.Immutable;
using TorchDynInspect.Dynamics.BranchAndPrune;

namespace TorchDynInspect.Dynamics.CriticalPoints.Smooth;

/// <summary>Zeros of a gradient in a box.</summary>
/// <param name="Zeros">Each proved, in lexicographic order.</param>
/// <param name="Unresolved">Where further ones may lie.</param>
/// <param name="Interrupted">Whether the budget or a cancellation cut the search.</param>
internal sealed record GradientSearchResult(ImmutableArray<Zero> Zeros, ImmutableArray<UnresolvedBox> Unresolved, bool Interrupted);
