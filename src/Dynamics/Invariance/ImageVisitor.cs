using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Dynamics.Invariance;

/// <summary>The extrema of a self-map's coordinates over the vertices of all cells.</summary>
internal sealed class ImageVisitor : ICellVisitor
{
    private readonly Box box;
    private readonly double[] a;
    private readonly double[] b;

    public ImageVisitor(Box box)
    {
        this.box = box;
        int d = box.Dimension;
        a = new double[d * d];
        b = new double[d];
        Lower = new double[d];
        Upper = new double[d];
        Lower.AsSpan().Fill(double.PositiveInfinity);
        Upper.AsSpan().Fill(double.NegativeInfinity);
    }

    public double[] Lower { get; }

    public double[] Upper { get; }

    /// <summary>By how much the image exceeds the box, in widths of the axis; 0 or less when it does not.</summary>
    public double Excess { get; private set; } = double.NegativeInfinity;

    /// <summary>The vertex where it does.</summary>
    public double[] Witness { get; private set; } = [];

    public void Visit(Cell cell)
    {
        int d = box.Dimension;
        cell.AffineMap(a, b);
        ReadOnlySpan<double> vertices = cell.Vertices;
        for (int v = 0; v < cell.VertexCount; v++)
        {
            ReadOnlySpan<double> x = vertices.Slice(v * d, d);
            for (int i = 0; i < d; i++)
            {
                double y = b[i];
                for (int k = 0; k < d; k++)
                {
                    y += a[(i * d) + k] * x[k];
                }

                Lower[i] = Math.Min(Lower[i], y);
                Upper[i] = Math.Max(Upper[i], y);
                double excess = Math.Max(y - box.Upper[i], box.Lower[i] - y) / (box.Upper[i] - box.Lower[i]);
                if (excess > Excess)
                {
                    Excess = excess;
                    Witness = x.ToArray();
                }
            }
        }
    }
}
