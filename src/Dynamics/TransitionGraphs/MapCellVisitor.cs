using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.TransitionGraphs;

/// <summary>Keeps every cell with its polytope and map.</summary>
internal sealed class MapCellVisitor(int outputs) : ICellVisitor
{
    private readonly List<MapCell> cells = [];

    /// <summary>All cells of a program on a domain, ordered by pattern, so that the numbering does not depend on the threads.</summary>
    public static (MapCell[] Cells, bool Complete, Evidence.EvidenceLevel Evidence) Collect(
        PiecewiseLinearProgram program, CellDomain domain, CellWalkOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        CellWalkResult<MapCellVisitor> walk = CellWalk.Run(
            program, domain, () => new MapCellVisitor(program.Outputs), options, progress, cancellation);
        MapCell[] all = [.. walk.Visitors.SelectMany(visitor => visitor.cells)];
        Array.Sort(all, (x, y) => x.Pattern.AsSpan().SequenceCompareTo(y.Pattern.AsSpan()));
        return (all, walk.Complete, walk.Evidence);
    }

    public void Visit(Cell cell)
    {
        double[] a = new double[outputs * cell.Dimension];
        double[] b = new double[outputs];
        cell.AffineMap(a, b);
        cells.Add(new MapCell([.. cell.Pattern], ConvexPolytope.Of(cell), Matrix.Adopt(outputs, cell.Dimension, a), [.. b]));
    }
}
