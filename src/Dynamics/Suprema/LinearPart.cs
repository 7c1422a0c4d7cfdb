using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>Norms, spectral radius and determinant of one small matrix after another; buffers are kept between calls. One instance serves one thread.</summary>
internal sealed class LinearPart : IDisposable
{
    private const double Epsilon = 2.3e-16;
    private readonly int rows;
    private readonly int columns;
    private readonly double[] product;
    private readonly double[] eigenvalues;
    private readonly double[] singularValues;
    private SpectrumEngine? engine;

    public LinearPart(int rows, int columns)
    {
        (this.rows, this.columns) = (rows, columns);
        int small = Math.Min(rows, columns);
        product = new double[Math.Max(rows, columns) * Math.Max(rows, columns)];
        eigenvalues = new double[rows == columns ? 2 * rows : 0];
        singularValues = new double[small];
    }

    public void Dispose() => engine?.Dispose();

    /// <summary>‖A‖₂.</summary>
    public double Norm2(ReadOnlySpan<double> a)
    {
        if (Math.Min(rows, columns) == 1)
        {
            return MatrixNorms.Frobenius(a);
        }

        if (Math.Min(rows, columns) == 2)
        {
            return OfTwo(a);
        }

        Run(a);
        return singularValues[0];
    }

    /// <summary>An upper bound of ‖A‖₂ within rounding, cheap: the root of ‖AᵀA‖_F.</summary>
    public double Norm2Bound(ReadOnlySpan<double> a)
    {
        int small = Math.Min(rows, columns);
        if (small == 1)
        {
            return MatrixNorms.Frobenius(a);
        }

        bool wide = columns > rows;
        double sum = 0;
        for (int i = 0; i < small; i++)
        {
            for (int j = i; j < small; j++)
            {
                double dot = wide ? RowProduct(a, i, j) : ColumnProduct(a, i, j);
                sum += (i == j ? 1 : 2) * dot * dot;
            }
        }

        return Math.Sqrt(Math.Sqrt(sum));
    }

    /// <summary>ρ(A) of a square matrix.</summary>
    public double SpectralRadius(ReadOnlySpan<double> a)
    {
        switch (rows)
        {
            case 1:
                return Math.Abs(a[0]);
            case 2:
                TwoByTwo.Eigenvalues(a[0], a[1], a[2], a[3], out double re1, out double im1, out double re2, out double im2);
                return Math.Max(double.Hypot(re1, im1), double.Hypot(re2, im2));
            default:
                Run(a);
                return double.Hypot(eigenvalues[0], eigenvalues[1]);
        }
    }

    /// <summary>The sign of det A of a square matrix; 0 within rounding of a singular one.</summary>
    public int DeterminantSign(ReadOnlySpan<double> a)
    {
        Span<double> m = product.AsSpan(0, rows * rows);
        a.CopyTo(m);
        Span<double> swap = singularValues.AsSpan(0, rows);
        int sign = 1;
        double largest = MatrixNorms.Infinity(a, columns);
        for (int k = 0; k < rows; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < rows; i++)
            {
                pivot = Math.Abs(m[(i * rows) + k]) > Math.Abs(m[(pivot * rows) + k]) ? i : pivot;
            }

            double p = m[(pivot * rows) + k];
            if (Math.Abs(p) <= rows * 4 * Epsilon * largest)
            {
                return 0;
            }

            sign *= p < 0 ? -1 : 1;
            if (pivot != k)
            {
                sign = -sign;
                m.Slice(k * rows, rows).CopyTo(swap);
                m.Slice(pivot * rows, rows).CopyTo(m.Slice(k * rows, rows));
                swap.CopyTo(m.Slice(pivot * rows, rows));
            }

            for (int i = k + 1; i < rows; i++)
            {
                double factor = m[(i * rows) + k] / p;
                for (int j = k; j < rows; j++)
                {
                    m[(i * rows) + j] -= factor * m[(k * rows) + j];
                }
            }
        }

        return sign;
    }

    // The larger eigenvalue of the 2×2 Gram matrix, a sum without cancellation.
    private double OfTwo(ReadOnlySpan<double> a)
    {
        bool wide = columns > rows;
        double p = wide ? RowProduct(a, 0, 0) : ColumnProduct(a, 0, 0);
        double q = wide ? RowProduct(a, 0, 1) : ColumnProduct(a, 0, 1);
        double r = wide ? RowProduct(a, 1, 1) : ColumnProduct(a, 1, 1);
        return Math.Sqrt(((p + r) / 2) + double.Hypot((p - r) / 2, q));
    }

    private void Run(ReadOnlySpan<double> a)
    {
        engine ??= new SpectrumEngine(rows, columns);
        if (engine.Run(a, 1, eigenvalues, singularValues) != 0)
        {
            throw new ArithmeticException($"spectrum of a cell's map ({rows}×{columns}): the QR iteration did not converge");
        }
    }

    private double RowProduct(ReadOnlySpan<double> a, int i, int j)
    {
        double sum = 0;
        for (int k = 0; k < columns; k++)
        {
            sum += a[(i * columns) + k] * a[(j * columns) + k];
        }

        return sum;
    }

    private double ColumnProduct(ReadOnlySpan<double> a, int i, int j)
    {
        double sum = 0;
        for (int k = 0; k < rows; k++)
        {
            sum += a[(k * columns) + i] * a[(k * columns) + j];
        }

        return sum;
    }
}
