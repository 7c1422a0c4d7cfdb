using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Benchmarks.Cells;

/// <summary>Asks a cell for nothing.</summary>
internal sealed class CountingVisitor : ICellVisitor
{
    public long Cells { get; private set; }

    public void Visit(Cell cell) => Cells++;
}
