namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>Where <see cref="CellEngine{TSigns}.Advance"/> stops.</summary>
internal enum WalkEvent
{
    /// <summary>Nothing is left.</summary>
    End,

    /// <summary>At a cell.</summary>
    Cell,

    /// <summary>At a part that the next level is about to divide: call <see cref="CellEngine{TSigns}.EnterPart"/> to have it divided.</summary>
    Part,
}
