namespace TorchDynInspect.Inspectors.Opaque;

/// <summary>Gaussian elimination with partial pivoting for the small systems of Newton's method (Golub and Van Loan, Matrix Computations, §3.4).</summary>
internal static class LinearSystem
{
    private const double UnitRoundoff = 1.1102230246251565e-16;

    /// <summary>Solves A X = B in place. O(n³).</summary>
    /// <param name="a">n × n, row-major; destroyed.</param>
    /// <param name="b">n × columns, row-major; receives X.</param>
    /// <param name="columns">Right-hand sides.</param>
    /// <returns>False for a matrix that is singular to working precision.</returns>
    public static bool Solve(double[] a, double[] b, int columns)
    {
        int n = b.Length / columns;
        double size = a.Max(Math.Abs);
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                pivot = Math.Abs(a[(i * n) + k]) > Math.Abs(a[(pivot * n) + k]) ? i : pivot;
            }

            if (!(Math.Abs(a[(pivot * n) + k]) > n * UnitRoundoff * size))
            {
                return false;
            }

            Swap(a.AsSpan(k * n, n), a.AsSpan(pivot * n, n));
            Swap(b.AsSpan(k * columns, columns), b.AsSpan(pivot * columns, columns));
            for (int i = k + 1; i < n; i++)
            {
                double factor = a[(i * n) + k] / a[(k * n) + k];
                Subtract(a.AsSpan(i * n, n), factor, a.AsSpan(k * n, n));
                Subtract(b.AsSpan(i * columns, columns), factor, b.AsSpan(k * columns, columns));
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            Span<double> row = b.AsSpan(i * columns, columns);
            for (int j = i + 1; j < n; j++)
            {
                Subtract(row, a[(i * n) + j], b.AsSpan(j * columns, columns));
            }

            for (int c = 0; c < columns; c++)
            {
                row[c] /= a[(i * n) + i];
            }
        }

        return true;
    }

    private static void Subtract(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] -= factor * source[i];
        }
    }

    private static void Swap(Span<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            (x[i], y[i]) = (y[i], x[i]);
        }
    }
}
