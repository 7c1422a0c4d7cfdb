namespace TorchDynInspect.Dynamics.Cells;

/// <summary>
/// Receives the cells of a walk. Each worker thread of a walk has a visitor of its own, so an implementation needs no locks; the order in which cells come, and
/// which visitor sees which cell, is not fixed.
/// </summary>
public interface ICellVisitor
{
    /// <summary>Whether to go on below a part of the domain on which the pattern of the layers so far is constant. Default: always.</summary>
    /// <param name="part">The part; valid during the call only.</param>
    bool Enter(CellPart part) => true;

    /// <summary>Receives one full-dimensional cell.</summary>
    /// <param name="cell">The cell; valid during the call only.</param>
    void Visit(Cell cell);
}
