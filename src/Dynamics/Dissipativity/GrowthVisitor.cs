using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Dissipativity;

/// <summary>Suprema over cells that <see cref="Suprema.SupremaSearch"/> does not take: ‖A‖₁ and the norms of b; with an exact program, those of rationals.</summary>
/// <param name="d">Dimension.</param>
/// <param name="exact">The map in rationals; null for floating point.</param>
internal sealed class GrowthVisitor(int d, ExactProgram? exact) : ICellVisitor
{
    private readonly double[] a = new double[d * d];
    private readonly double[] b = new double[d];

    /// <summary>max ‖A‖ in the norms One, (Two: not taken), Infinity.</summary>
    public double[] A { get; } = new double[3];

    /// <summary>max ‖b‖ in the norms One, Two, Infinity.</summary>
    public double[] B { get; } = new double[3];

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

    /// <summary>A norm of rationals, rounded upwards; the 2-norm in floating point.</summary>
    public static double Of(VectorNorm norm, Rational[] x) => norm switch
    {
        VectorNorm.One => x.Aggregate(Rational.Zero, (sum, value) => sum + Rational.Abs(value)).RoundedUp(),
        VectorNorm.Two => Of(norm, [.. x.Select(value => value.ToDouble())]),
        _ => x.Max(Rational.Abs).RoundedUp(),
    };

    public void Visit(Cell cell)
    {
        if (exact is not null)
        {
            (RationalMatrix matrix, Rational[] shift) = exact.AffineMap(cell.Pattern);
            Raise(A, VectorNorm.Infinity, Enumerable.Range(0, d).Max(i => Of(VectorNorm.One, matrix.Row(i).ToArray())));
            RationalMatrix columns = matrix.Transposed();
            Raise(A, VectorNorm.One, Enumerable.Range(0, d).Max(i => Of(VectorNorm.One, columns.Row(i).ToArray())));
            foreach (VectorNorm norm in Enum.GetValues<VectorNorm>())
            {
                Raise(B, norm, Of(norm, shift));
            }

            return;
        }

        cell.AffineMap(a, b);
        Raise(A, VectorNorm.One, MatrixNorms.One(a, d));
        Raise(A, VectorNorm.Infinity, MatrixNorms.Infinity(a, d));
        foreach (VectorNorm norm in Enum.GetValues<VectorNorm>())
        {
            Raise(B, norm, Of(norm, b));
        }
    }

    private static void Raise(double[] largest, VectorNorm norm, double value) => largest[(int)norm] = Math.Max(largest[(int)norm], value);
}
