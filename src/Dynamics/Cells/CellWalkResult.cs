using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Cells;

/// <summary>How a walk over cells ended.</summary>
/// <typeparam name="TVisitor">The visitor.</typeparam>
/// <param name="Visitors">One a worker, holding what each saw.</param>
/// <param name="Cells">How many cells were visited.</param>
/// <param name="Complete">Whether every cell of the domain was visited or excluded by <see cref="ICellVisitor.Enter"/>.</param>
/// <param name="Evidence">How the signs were decided.</param>
public sealed record CellWalkResult<TVisitor>(ImmutableArray<TVisitor> Visitors, long Cells, bool Complete, EvidenceLevel Evidence)
    where TVisitor : ICellVisitor
{
    /// <summary>
    /// How many times floating point could not tell a unit's side anywhere on a part of the domain, after its exact row was taken: the part is thinner than rounding
    /// there, the unit was put on the right piece, and another cell may be in it. 0 with certified signs.
    /// </summary>
    public long Undecided { get; init; }
}
