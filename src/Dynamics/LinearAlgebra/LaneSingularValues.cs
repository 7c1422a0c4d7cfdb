using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>
/// Singular values of eight matrices at once: Householder bidiagonalisation and the implicitly shifted QR iteration of Golub and Kahan with the
/// zero shift of Demmel and Kahan for singular blocks (SIAM J. Sci. Stat. Comput. 11, 1990). Error at most a small multiple of ε‖A‖₂.
/// </summary>
internal static unsafe class LaneSingularValues
{
    private const int Eight = LaneMatrix.LaneCount;
    private const double Epsilon = 1.1102230246251565e-16;
    private const int SweepsPerValue = 60;

    /// <summary>Upper bidiagonal form: d holds the diagonal, e the superdiagonal. Destroys <paramref name="a"/>. Needs rows ≥ columns.</summary>
    /// <param name="a">The matrices.</param>
    /// <param name="d">Receives n vectors.</param>
    /// <param name="e">Receives n − 1 vectors.</param>
    /// <param name="work">max(rows, columns) vectors of working memory.</param>
    public static void Bidiagonalise(LaneMatrix a, Lanes* d, Lanes* e, Lanes* work)
    {
        (int m, int n) = (a.Rows, a.Columns);
        for (int k = 0; k < n; k++)
        {
            int count = m - k;
            for (int i = 0; i < count; i++)
            {
                work[i] = a[k + i, k];
            }

            Lanes tau = LaneMath.Reflector(work[0], work + 1, count - 1, 1, out d[k]);
            work[0] = Lanes.One;
            LaneReflection.FromLeft(a, k, k + 1, work, count, tau);
            if (k + 1 >= n)
            {
                return;
            }

            Lanes* row = a.Row(k) + k + 1;
            tau = LaneMath.Reflector(row[0], row + 1, n - k - 2, 1, out e[k]);
            row[0] = Lanes.One;
            LaneReflection.FromRight(a, k + 1, k + 1, row, n - k - 1, tau);
        }
    }

    /// <summary>Singular values of bidiagonal matrices with entries at most about 1, in d, unsorted and not negative.</summary>
    /// <returns>A bit for each lane that did not converge.</returns>
    public static int Iterate(Lanes* d, Lanes* e, int n)
    {
        double* dd = (double*)d;
        double* ee = (double*)e;
        int* low = stackalloc int[Eight];
        int* high = stackalloc int[Eight];
        double* low64 = stackalloc double[Eight];
        double* high64 = stackalloc double[Eight];
        double* shift = stackalloc double[Eight];
        for (int p = 0; p < Eight; p++)
        {
            high[p] = n - 1;
            low[p] = -1;
        }

        long budget = (long)SweepsPerValue * Math.Max(n, 10);
        for (long sweep = 0; sweep <= budget; sweep++)
        {
            int top = int.MaxValue;
            int bottom = Deflate(d, e, low, high);
            if (bottom < 0)
            {
                for (int k = 0; k < n; k++)
                {
                    d[k] = Vector512.Abs(d[k]);
                }

                return 0;
            }

            for (int p = 0; p < Eight; p++)
            {
                low64[p] = high[p] < 0 ? n : low[p];
                high64[p] = high[p];
                shift[p] = 0;
                if (high[p] >= 0)
                {
                    top = Math.Min(top, low[p]);
                    shift[p] = Shift(dd + p, ee + p, low[p], high[p]);
                }
            }

            Sweep(d, e, top, bottom, Vector512.Load(low64), Vector512.Load(high64), Vector512.Load(shift));
        }

        int failed = 0;
        for (int p = 0; p < Eight; p++)
        {
            failed |= high[p] >= 0 ? 1 << p : 0;
        }

        return failed;
    }

    private static int Deflate(Lanes* d, Lanes* e, int* low, int* high)
    {
        while (true)
        {
            int bottom = -1;
            for (int p = 0; p < Eight; p++)
            {
                bottom = Math.Max(bottom, high[p]);
            }

            if (bottom < 0)
            {
                return -1;
            }

            Lanes ends = Vector512.Create(
                (double)high[0], high[1], high[2], high[3], high[4], high[5], high[6], high[7]);
            Lanes start = Lanes.Zero;
            for (int k = 1; k <= bottom; k++)
            {
                Lanes index = Vector512.Create((double)k);
                Lanes size = Vector512.Abs(e[k - 1]);
                Lanes weight = Vector512.Abs(d[k - 1]) + Vector512.Abs(d[k]);
                Lanes small = Vector512.LessThanOrEqual(index, ends)
                    & Vector512.LessThanOrEqual(size, Vector512.FusedMultiplyAdd(weight, Vector512.Create(Epsilon), Vector512.Create(1e-150)));
                e[k - 1] = LaneMath.Select(small, Lanes.Zero, e[k - 1]);
                start = LaneMath.Select(small, index, start);
            }

            bool split = false;
            for (int p = 0; p < Eight; p++)
            {
                int hi = high[p];
                if (hi < 0)
                {
                    continue;
                }

                int lo = (int)start.GetElement(p);
                if (lo < hi - 1)
                {
                    if (lo > low[p])
                    {
                        Orient((double*)d + p, (double*)e + p, lo, hi);
                    }

                    low[p] = lo;
                    continue;
                }

                if (lo == hi - 1)
                {
                    Pair(ref ((double*)d)[(lo * Eight) + p], ((double*)e)[(lo * Eight) + p], ref ((double*)d)[(hi * Eight) + p]);
                }

                high[p] = lo - 1;
                low[p] = -1;
                split = true;
            }

            if (!split)
            {
                return bottom;
            }
        }
    }

    /// <summary>Turns a window that grows downwards over (its transpose read backwards), as the iteration finds the small values at the end.</summary>
    private static void Orient(double* d, double* e, int lo, int hi)
    {
        if (Math.Abs(d[lo * Eight]) >= Math.Abs(d[hi * Eight]))
        {
            return;
        }

        for (int i = lo, j = hi; i < j; i++, j--)
        {
            (d[i * Eight], d[j * Eight]) = (d[j * Eight], d[i * Eight]);
        }

        for (int i = lo, j = hi - 1; i < j; i++, j--)
        {
            (e[i * Eight], e[j * Eight]) = (e[j * Eight], e[i * Eight]);
        }
    }

    /// <summary>Both singular values of [f g; 0 h], entries at most about 1.</summary>
    private static void Pair(ref double f, double g, ref double h)
    {
        double sum = Math.Sqrt(((Math.Abs(f) + Math.Abs(h)) * (Math.Abs(f) + Math.Abs(h))) + (g * g));
        double difference = Math.Sqrt(((Math.Abs(f) - Math.Abs(h)) * (Math.Abs(f) - Math.Abs(h))) + (g * g));
        double largest = (sum + difference) / 2;
        double smallest = largest == 0 ? 0 : Math.Min(Math.Abs(f), Math.Abs(h)) * (Math.Max(Math.Abs(f), Math.Abs(h)) / largest);
        (f, h) = (largest, smallest);
    }

    /// <summary>The smaller singular value of the trailing block; 0 when the window is singular to working precision.</summary>
    private static double Shift(double* d, double* e, int lo, int hi)
    {
        double smallest = double.PositiveInfinity;
        double largest = 0;
        for (int k = lo; k <= hi; k++)
        {
            double size = Math.Abs(d[k * Eight]);
            smallest = Math.Min(smallest, size);
            largest = Math.Max(largest, size);
            largest = k < hi ? Math.Max(largest, Math.Abs(e[k * Eight])) : largest;
        }

        if (smallest <= Epsilon * largest)
        {
            return 0;
        }

        double f = d[(hi - 1) * Eight];
        double h = d[hi * Eight];
        Pair(ref f, e[(hi - 1) * Eight], ref h);
        double ratio = h / Math.Abs(d[lo * Eight]);
        return ratio * ratio < Epsilon ? 0 : h;
    }

    private static void Sweep(Lanes* d, Lanes* e, int top, int bottom, Lanes low, Lanes high, Lanes shift)
    {
        Lanes f = Lanes.Zero;
        Lanes g = Lanes.Zero;
        for (int k = top; k < bottom; k++)
        {
            Lanes index = Vector512.Create((double)k);
            Lanes starts = Vector512.Equals(index, low);
            Lanes active = Vector512.LessThanOrEqual(low, index) & Vector512.LessThan(index, high);
            Lanes dk = d[k];
            Lanes dn = d[k + 1];
            Lanes ek = e[k];
            if (LaneMath.Any(starts))
            {
                Lanes zero = Vector512.Equals(shift, Lanes.Zero);
                Lanes divisor = LaneMath.Select(zero, Lanes.One, dk);
                Lanes first = (Vector512.Abs(dk) - shift) * (LaneMath.CopySign(Lanes.One, dk) + (shift / divisor));
                f = LaneMath.Select(starts, LaneMath.Select(zero, dk, first), f);
                g = LaneMath.Select(starts, ek, g);
            }

            LaneMath.Rotation(f, g, out Lanes c, out Lanes s, out Lanes r);
            if (k > top)
            {
                e[k - 1] = LaneMath.Select(active & ~starts, r, e[k - 1]);
            }

            Lanes diagonal = (c * dk) + (s * ek);
            Lanes super = (c * ek) - (s * dk);
            Lanes bulge = s * dn;
            Lanes next = c * dn;
            LaneMath.Rotation(diagonal, bulge, out c, out s, out r);
            d[k] = LaneMath.Select(active, r, dk);
            f = (c * super) + (s * next);
            d[k + 1] = LaneMath.Select(active, (c * next) - (s * super), dn);
            Lanes more = active & Vector512.LessThan(index + Lanes.One, high);
            Lanes after = k + 1 < bottom ? e[k + 1] : Lanes.Zero;
            g = s * after;
            if (k + 1 < bottom)
            {
                e[k + 1] = LaneMath.Select(more, c * after, after);
            }

            e[k] = LaneMath.Select(active & ~more, f, e[k]);
        }
    }
}
