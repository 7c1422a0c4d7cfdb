using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Dynamics.Tests.Cells.Walk;

internal sealed class CountingVisitor : ICellVisitor
{
    public long Cells { get; private set; }

    public void Visit(Cell cell) => Cells++;
}
