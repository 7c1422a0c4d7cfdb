namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>LU factors with row pivoting of one small matrix, in memory that is reused from matrix to matrix.</summary>
/// <param name="n">Dimension.</param>
internal sealed class LuFactors(int n)
{
    private const double Epsilon = 2.220446049250313e-16;
    private readonly double[] factors = new double[n * n];
    private readonly int[] pivots = new int[n];

    /// <summary>Whether a pivot vanished within rounding; it was then replaced by the rounding level, so that solutions stay finite.</summary>
    public bool IsSingular { get; private set; }

    /// <summary>Factors a matrix. 2/3 n³ operations.</summary>
    /// <param name="matrix">n × n finite entries, row-major.</param>
    public void Factor(ReadOnlySpan<double> matrix)
    {
        matrix.CopyTo(factors);
        IsSingular = false;
        double largest = 0;
        foreach (double x in matrix)
        {
            largest = Math.Max(largest, Math.Abs(x));
        }

        double floor = Math.Max(n * Epsilon * largest, 1e-300);
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                pivot = Math.Abs(factors[(i * n) + k]) > Math.Abs(factors[(pivot * n) + k]) ? i : pivot;
            }

            pivots[k] = pivot;
            if (pivot != k)
            {
                for (int j = 0; j < n; j++)
                {
                    (factors[(k * n) + j], factors[(pivot * n) + j]) = (factors[(pivot * n) + j], factors[(k * n) + j]);
                }
            }

            if (Math.Abs(factors[(k * n) + k]) <= floor)
            {
                IsSingular = true;
                factors[(k * n) + k] = Math.CopySign(floor, factors[(k * n) + k]);
            }

            for (int i = k + 1; i < n; i++)
            {
                double factor = factors[(i * n) + k] /= factors[(k * n) + k];
                for (int j = k + 1; j < n; j++)
                {
                    factors[(i * n) + j] -= factor * factors[(k * n) + j];
                }
            }
        }
    }

    /// <summary>Replaces the right-hand side by the solution.</summary>
    /// <param name="x">n entries.</param>
    public void Solve(Span<double> x)
    {
        for (int k = 0; k < n; k++)
        {
            (x[k], x[pivots[k]]) = (x[pivots[k]], x[k]);
        }

        for (int i = 1; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                x[i] -= factors[(i * n) + j] * x[j];
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++)
            {
                x[i] -= factors[(i * n) + j] * x[j];
            }

            x[i] /= factors[(i * n) + i];
        }
    }

    /// <summary>‖M⁻¹‖∞, by solving for every column.</summary>
    public double InverseNormInfinity()
    {
        double[] rows = new double[n];
        double[] column = new double[n];
        for (int j = 0; j < n; j++)
        {
            Array.Clear(column);
            column[j] = 1;
            Solve(column);
            for (int i = 0; i < n; i++)
            {
                rows[i] += Math.Abs(column[i]);
            }
        }

        return rows.Max();
    }
}
