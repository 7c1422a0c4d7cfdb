using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>
/// Proofs about the moduli of all eigenvalues of a rational matrix against 1. Attracting: some power has a norm below 1, ρ(A)^k ≤ ‖A^k‖, by repeated squaring in
/// outward-rounded intervals. In up to <see cref="MostExact"/> dimensions also by the characteristic polynomial in exact rationals and Schur's reduction
/// (Schur 1917; Cohn 1922), which counts the roots inside and outside the circle and so proves saddles and repelling points, too.
/// </summary>
internal static class SpectrumProof
{
    private const int MostExact = 8;
    private const int MostSquarings = 30;

    /// <summary>What is proved; null for nothing.</summary>
    public static Stability? Verdict(RationalMatrix a)
    {
        if (a.Rows <= MostExact)
        {
            return CountOutside(CharacteristicPolynomial(a)) switch
            {
                null => HasUnitEigenvalue(a) ? Stability.Neutral : null,
                0 => Stability.Attracting,
                int count when count == a.Rows => Stability.Repelling,
                _ => Stability.Saddle,
            };
        }

        return PowersContract(a) ? Stability.Attracting : null;
    }

    /// <summary>Whether 1 or −1 is an eigenvalue.</summary>
    private static bool HasUnitEigenvalue(RationalMatrix a)
    {
        RationalMatrix identity = RationalMatrix.Identity(a.Rows);
        return (a - identity).Rank() < a.Rows || (a + identity).Rank() < a.Rows;
    }

    private static bool PowersContract(RationalMatrix a)
    {
        int n = a.Rows;
        Interval[] power = new Interval[n * n];
        for (int i = 0; i < power.Length; i++)
        {
            power[i] = a[i / n, i % n].ToInterval();
        }

        for (int k = 0; k <= MostSquarings; k++)
        {
            double norm = 0;
            for (int i = 0; i < n; i++)
            {
                Interval sum = Interval.Zero;
                for (int j = 0; j < n; j++)
                {
                    sum += Interval.Abs(power[(i * n) + j]);
                }

                norm = Math.Max(norm, sum.Upper);
            }

            if (norm < 1)
            {
                return true;
            }

            if (!(norm < 1e100))
            {
                return false;
            }

            power = Squared(power, n);
        }

        return false;
    }

    private static Interval[] Squared(Interval[] x, int n)
    {
        Interval[] square = new Interval[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++)
            {
                Interval factor = x[(i * n) + k];
                for (int j = 0; j < n; j++)
                {
                    square[(i * n) + j] += factor * x[(k * n) + j];
                }
            }
        }

        return square;
    }

    /// <summary>Coefficients of det(λI − A) from the constant term up, by Faddeev's and LeVerrier's recursion.</summary>
    private static Rational[] CharacteristicPolynomial(RationalMatrix a)
    {
        int n = a.Rows;
        Rational[] c = new Rational[n + 1];
        c[n] = Rational.One;
        RationalMatrix m = new(n, n, new Rational[n * n]);
        for (int k = 1; k <= n; k++)
        {
            Rational[] diagonal = new Rational[n * n];
            for (int i = 0; i < n; i++)
            {
                diagonal[(i * n) + i] = c[n - k + 1];
            }

            m = (a * m) + new RationalMatrix(n, n, diagonal);
            RationalMatrix product = a * m;
            Rational trace = Rational.Zero;
            for (int i = 0; i < n; i++)
            {
                trace += product[i, i];
            }

            c[n - k] = -trace / k;
        }

        return c;
    }

    /// <summary>The number of roots outside the unit circle; null when the reduction breaks down, as it must with a root on it.</summary>
    private static int? CountOutside(Rational[] p) => Inside(p) is { } inside ? p.Length - 1 - inside : null;

    /// <summary>
    /// The number of roots inside. With p* the reversed polynomial and Tp = p(0)·p − lead·p*, |p| = |p*| on the circle, so that by Rouché's theorem Tp, one degree
    /// lower, has as many roots inside as p when |p(0)| &gt; |lead|, and as many as p* (the roots of p outside) when |p(0)| &lt; |lead|. A root on the circle stays one
    /// of every Tp, until |p(0)| = |lead|.
    /// </summary>
    private static int? Inside(ReadOnlySpan<Rational> p)
    {
        int n = p.Length - 1;
        if (n == 0)
        {
            return 0;
        }

        (Rational first, Rational lead) = (p[0], p[n]);
        if (lead.Sign == 0)
        {
            return Inside(p[..n]);
        }

        int delta = ((first * first) - (lead * lead)).Sign;
        if (delta == 0)
        {
            return null;
        }

        Rational[] reduced = new Rational[n];
        for (int i = 0; i < n; i++)
        {
            reduced[i] = (first * p[i]) - (lead * p[n - i]);
        }

        return Inside(reduced) is not { } inside ? null : delta > 0 ? inside : n - inside;
    }
}
