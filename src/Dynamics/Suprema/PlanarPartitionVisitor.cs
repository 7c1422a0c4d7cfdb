using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>One worker's polygons and values. Without a Jacobian of the whole input space the walk's own map is the network's.</summary>
internal sealed class PlanarPartitionVisitor(PatternJacobian? jacobian, int outputs, LinearPart part, CellMeasure measure) : ICellVisitor, IDisposable
{
    private readonly double[] own = new double[2 * outputs];
    private readonly double[] offset = new double[outputs];
    private int[] order = new int[16];
    private double[] angles = new double[16];

    public List<double> Coordinates { get; } = [];

    /// <summary>Where each polygon ends.</summary>
    public List<int> Ends { get; } = [];

    public List<double> Values { get; } = [];

    public void Dispose() => part.Dispose();

    public void Visit(Cell cell)
    {
        if (jacobian is null)
        {
            cell.AffineMap(own, offset);
        }

        ReadOnlySpan<double> a = jacobian is null ? own : jacobian.Of(cell.Pattern);
        Values.Add(measure switch
        {
            CellMeasure.Norm2 => part.Norm2(a),
            CellMeasure.SpectralRadius => part.SpectralRadius(a),
            _ => part.DeterminantSign(a),
        });
        AddPolygon(cell.Vertices, cell.VertexCount);
    }

    // Around the mean of the vertices, which is inside.
    private void AddPolygon(ReadOnlySpan<double> vertices, int count)
    {
        if (order.Length < count)
        {
            order = new int[2 * count];
            angles = new double[2 * count];
        }

        (double x, double y) = (0, 0);
        for (int v = 0; v < count; v++)
        {
            x += vertices[2 * v] / count;
            y += vertices[(2 * v) + 1] / count;
        }

        for (int v = 0; v < count; v++)
        {
            order[v] = v;
            angles[v] = Math.Atan2(vertices[(2 * v) + 1] - y, vertices[2 * v] - x);
        }

        Array.Sort(angles, order, 0, count);
        for (int v = 0; v < count; v++)
        {
            Coordinates.Add(vertices[2 * order[v]]);
            Coordinates.Add(vertices[(2 * order[v]) + 1]);
        }

        Ends.Add(Coordinates.Count);
    }
}
