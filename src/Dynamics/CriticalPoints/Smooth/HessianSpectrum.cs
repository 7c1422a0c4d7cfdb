using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.CriticalPoints.Smooth;

/// <summary>
/// Enclosures of the eigenvalues of every symmetric matrix in an interval matrix H. With approximate eigenvectors Q and eigenvalues Λ of the midpoint, the
/// eigenvalues of QΛQᵀ are θ_iΛ_i with |θ_i − 1| ≤ ‖QᵀQ − I‖ (Ostrowski), and those of H differ from them by ‖H − QΛQᵀ‖ at most (Weyl).
/// </summary>
internal static class HessianSpectrum
{
    private const int MaxSweeps = 60;

    /// <summary>One enclosure an eigenvalue, by increasing midpoint; <see cref="Interval.Entire"/> where H is unbounded. O(n³).</summary>
    /// <param name="hessian">n × n intervals, symmetric.</param>
    /// <param name="n">The order.</param>
    public static ImmutableArray<Interval> Enclose(ReadOnlySpan<Interval> hessian, int n)
    {
        double[] a = new double[n * n];
        for (int i = 0; i < a.Length; i++)
        {
            if (!hessian[i].IsBounded)
            {
                return [.. Enumerable.Repeat(Interval.Entire, n)];
            }

            a[i] = hessian[i].Midpoint;
        }

        double[] q = Diagonalise(a, n);
        Interval error = Interval.Zero;
        Interval skew = Interval.Zero;
        for (int i = 0; i < n; i++)
        {
            Interval errorRow = Interval.Zero;
            Interval skewRow = Interval.Zero;
            for (int j = 0; j < n; j++)
            {
                Interval product = Interval.Zero;
                Interval gram = i == j ? -1 : 0;
                for (int k = 0; k < n; k++)
                {
                    product += (Interval)q[(i * n) + k] * a[(k * n) + k] * q[(j * n) + k];
                    gram += (Interval)q[(k * n) + i] * q[(k * n) + j];
                }

                errorRow += Interval.Abs(hessian[(i * n) + j] - product);
                skewRow += Interval.Abs(gram);
            }

            error = Interval.Max(error, errorRow);
            skew = Interval.Max(skew, skewRow);
        }

        Interval spread = new(-error.Upper, error.Upper);
        Interval factor = Interval.One + new Interval(-skew.Upper, skew.Upper);
        return [.. Enumerable.Range(0, n).Select(i => a[(i * n) + i]).Order().Select(value => (value * factor) + spread)];
    }

    /// <summary>Jacobi's rotations: leaves the eigenvalues on the diagonal of <paramref name="a"/> and returns the eigenvectors as columns.</summary>
    private static double[] Diagonalise(double[] a, int n)
    {
        double[] q = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            q[(i * n) + i] = 1;
        }

        for (int sweep = 0; sweep < MaxSweeps; sweep++)
        {
            bool rotated = false;
            for (int p = 0; p < n; p++)
            {
                for (int r = p + 1; r < n; r++)
                {
                    rotated |= Rotate(a, q, n, p, r);
                }
            }

            if (!rotated)
            {
                break;
            }
        }

        return q;
    }

    private static bool Rotate(double[] a, double[] q, int n, int p, int r)
    {
        double off = a[(p * n) + r];
        if (Math.Abs(off) <= 1e-17 * (Math.Abs(a[(p * n) + p]) + Math.Abs(a[(r * n) + r])) || off == 0)
        {
            return false;
        }

        double theta = (a[(r * n) + r] - a[(p * n) + p]) / (2 * off);
        double t = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1);
        double s = t * c;
        for (int k = 0; k < n; k++)
        {
            (double x, double y) = (a[(k * n) + p], a[(k * n) + r]);
            (a[(k * n) + p], a[(k * n) + r]) = ((c * x) - (s * y), (s * x) + (c * y));
        }

        for (int k = 0; k < n; k++)
        {
            (double x, double y) = (a[(p * n) + k], a[(r * n) + k]);
            (a[(p * n) + k], a[(r * n) + k]) = ((c * x) - (s * y), (s * x) + (c * y));
            (x, y) = (q[(k * n) + p], q[(k * n) + r]);
            (q[(k * n) + p], q[(k * n) + r]) = ((c * x) - (s * y), (s * x) + (c * y));
        }

        return true;
    }
}
