using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Benchmarks.Cells;

/// <summary>Reads every vertex, and the affine map, of every cell: the mean gain of the network at the vertices' mean.</summary>
internal sealed class CentroidVisitor(int inputs, int outputs) : ICellVisitor
{
    private readonly double[] mean = new double[inputs];
    private readonly double[] a = new double[inputs * outputs];
    private readonly double[] b = new double[outputs];

    public double Sum { get; private set; }

    public void Visit(Cell cell)
    {
        mean.AsSpan().Clear();
        ReadOnlySpan<double> vertices = cell.Vertices;
        for (int i = 0; i < vertices.Length; i += inputs)
        {
            for (int j = 0; j < inputs; j++)
            {
                mean[j] += vertices[i + j];
            }
        }

        cell.AffineMap(a, b);
        double value = b[0];
        for (int j = 0; j < inputs; j++)
        {
            value += a[j] * mean[j] / cell.VertexCount;
        }

        Sum += value;
    }
}
