namespace TorchDynInspect.Dynamics.Cells.Regions;

/// <summary>Looks at nothing: the walk counts.</summary>
internal sealed class CountingVisitor : ICellVisitor
{
    /// <inheritdoc/>
    public void Visit(Cell cell)
    {
    }
}
