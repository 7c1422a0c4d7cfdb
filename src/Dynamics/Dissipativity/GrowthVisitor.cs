using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Dissipativity;

/// <summary>Suprema over cells that <see cref="Suprema.SupremaSearch"/> does not take: ‖A‖₁ and the norms of b.</summary>
internal sealed class GrowthVisitor(int d) : ICellVisitor
{
    private readonly double[] a = new double[d * d];
    private readonly double[] b = new double[d];

    public double Norm1 { get; private set; }

    /// <summary>max ‖b‖ in the norms One, Two, Infinity.</summary>
    public double[] B { get; } = new double[3];

    public void Visit(Cell cell)
    {
        cell.AffineMap(a, b);
        Norm1 = Math.Max(Norm1, MatrixNorms.One(a, d));
        foreach (VectorNorm norm in Enum.GetValues<VectorNorm>())
        {
            B[(int)norm] = Math.Max(B[(int)norm], Of(norm, b));
        }
    }

    public static double Of(VectorNorm norm, ReadOnlySpan<double> x)
    {
        double sum = 0;
        foreach (double value in x)
        {
            sum = norm switch
            {
                VectorNorm.One => sum + Math.Abs(value),
                VectorNorm.Two => double.Hypot(sum, value),
                _ => Math.Max(sum, Math.Abs(value)),
            };
        }

        return sum;
    }
}
