using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>
/// Proved bounds of ‖A‖₂ and ρ(A) from the powers A^(2^k), squared in floating point with a running bound of the error: ρ(A) ≤ ‖A^m‖^(1/m) for every m, and
/// |tr A^m| ≤ n·ρ(A)^m; for ‖A‖₂² the same with AᵀA. Far from normal matrices get
/// wide bounds, as the error of squaring them grows. A matrix is known within a distance in the Frobenius norm.
/// </summary>
internal static class PowerBounds
{
    // After 2^26 ≈ 7e7 the root of any condition is 1 to seven digits and more, and the error bound, doubled at each squaring, is still below 1e−7.
    private const int Squarings = 26;
    private const double U = RoundingBound.Unit;

    /// <summary>An upper bound of ‖A‖₂.</summary>
    /// <param name="a">Ã, rows × columns.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="distance">A bound of ‖Ã − A‖_F.</param>
    public static double Norm2(ReadOnlySpan<double> a, int rows, int columns, double distance)
    {
        int n = Math.Min(rows, columns);
        bool wide = columns > rows;
        int length = Math.Max(rows, columns);
        double[] gram = new double[n * n];
        double frobenius = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < length; k++)
                {
                    gram[(i * n) + j] += wide ? a[(i * columns) + k] * a[(j * columns) + k] : a[(k * columns) + i] * a[(k * columns) + j];
                }
            }

            frobenius += gram[(i * n) + i];
        }

        if (frobenius == 0)
        {
            return distance;
        }

        double error = Up((length + 2) * U * frobenius * 1.01);
        return Up(Up(Math.Sqrt(Radius(gram, n, error).Upper)) + distance);
    }

    /// <summary>Bounds of ρ(A).</summary>
    /// <param name="a">Ã, n × n.</param>
    /// <param name="n">n.</param>
    /// <param name="distance">A bound of ‖Ã − A‖_F.</param>
    public static (double Lower, double Upper) Radius(ReadOnlySpan<double> a, int n, double distance)
    {
        double[] power = a.ToArray();
        double[] square = new double[n * n];
        double error = distance;
        double logScale = 0;
        double lower = 0;
        double upper = double.PositiveInfinity;
        for (int k = 0; ; k++)
        {
            // A^m = (power ± error)·e^logScale, m = 2^k.
            double m = Math.ScaleB(1, k);
            double size = Norm(power);
            if (size + error == 0)
            {
                return (lower, 0);
            }

            double trace = 0;
            for (int i = 0; i < n; i++)
            {
                trace += power[(i * n) + i];
            }

            upper = Math.Min(upper, Root(size + error, logScale, m, up: true));
            double surely = (Math.Abs(trace) - (n * error) - (n * n * 4 * U * size)) / n;
            lower = surely > 0 ? Math.Max(lower, Root(surely, logScale, m, up: false)) : lower;
            if (k == Squarings || size == 0 || error > 0.1 * size || !double.IsFinite(upper))
            {
                return (lower, upper);
            }

            for (int i = 0; i < power.Length; i++)
            {
                power[i] /= size;
            }

            error = Up((error / size * (1 + (8 * U))) + (2 * U * n));
            logScale += Math.Log(size);
            Multiply(power, power, square, n);
            error = Up((2 * error * (1 + (8 * U))) + (error * error) + ((n + 2) * U * 1.01));
            logScale *= 2;
            (power, square) = (square, power);
        }
    }

    /// <summary>
    /// A lower bound of ρ(A) from tr A^(j·2^k) for j = 1 … n: with j = 1 alone a cyclic matrix, whose powers have no trace, would give 0. The traces of A, …, A^n vanish
    /// together only for a nilpotent matrix.
    /// </summary>
    /// <param name="a">Ã, n × n.</param>
    /// <param name="n">n.</param>
    /// <param name="distance">A bound of ‖Ã − A‖_F.</param>
    public static double RadiusBelow(ReadOnlySpan<double> a, int n, double distance)
    {
        double[] factor = a.ToArray();
        double[] power = a.ToArray();
        double[] next = new double[n * n];
        double size = Norm(factor);
        double powerSize = size;
        double error = distance;
        double best = 0;
        for (int j = 1; j <= n && double.IsFinite(powerSize); j++)
        {
            double slack = 1e3 * U;
            best = Math.Max(best, Math.Pow(Radius(power, n, error).Lower, 1.0 / j) * (1 - slack));
            Multiply(power, factor, next, n);
            error = Up((error * size) + (distance * powerSize) + (error * distance) + ((n + 2) * U * 1.01 * powerSize * size));
            (power, next) = (next, power);
            powerSize = Norm(power);
        }

        return best;
    }

    // (x·e^logScale)^(1/m). Logarithm and exponential are good to a few units in the last place; the factor gives them a thousand.
    private static double Root(double x, double logScale, double m, bool up)
    {
        double exponent = (Math.Log(x) + logScale) / m;
        double slack = 1e3 * U * (2 + Math.Abs(exponent) + (Math.Abs(Math.Log(x)) / m));
        return Math.Exp(exponent + (up ? slack : -slack)) * (1 + (up ? 1e3 * U : -1e3 * U));
    }

    private static double Norm(double[] matrix)
    {
        double sum = 0;
        foreach (double x in matrix)
        {
            sum += x * x;
        }

        return Math.Sqrt(sum) * (1 + (2 * (matrix.Length + 2) * U));
    }

    private static void Multiply(double[] a, double[] b, double[] product, int n)
    {
        Array.Clear(product);
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++)
            {
                for (int j = 0; j < n; j++)
                {
                    product[(i * n) + j] += a[(i * n) + k] * b[(k * n) + j];
                }
            }
        }
    }

    private static double Up(double x) => x * (1 + (16 * U));
}
