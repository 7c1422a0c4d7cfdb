using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>
/// Eigenvalues of eight upper Hessenberg matrices at once by Francis' implicitly shifted double QR steps (Golub, Van Loan, section 7.5; deflation after
/// Ahues and Tisseur, LAPACK working note 122). Every lane has its own active window, shifts and deflations; a lane outside the step gets τ = 0.
/// </summary>
internal static unsafe class LaneEigenvalues
{
    private const int Eight = LaneMatrix.LaneCount;
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>Sweeps a lane may take for each of its eigenvalues on average before it counts as failed.</summary>
    private const int SweepsPerEigenvalue = 60;

    /// <summary>Computes all eigenvalues. Destroys <paramref name="h"/>, whose memory must have a spare zero row and column at its end.</summary>
    /// <param name="h">Hessenberg matrices of entries at most about 1 in modulus.</param>
    /// <param name="re">Receives n vectors of real parts.</param>
    /// <param name="im">Receives n vectors of imaginary parts; conjugate pairs adjacent, positive first.</param>
    /// <returns>A bit for each lane that did not converge.</returns>
    public static int Compute(LaneMatrix h, Lanes* re, Lanes* im)
    {
        int n = h.Rows;
        int* low = stackalloc int[Eight];
        int* high = stackalloc int[Eight];
        int* stalled = stackalloc int[Eight];
        double* low64 = stackalloc double[Eight];
        double* high64 = stackalloc double[Eight];
        Lanes* shift = stackalloc Lanes[3];
        for (int p = 0; p < Eight; p++)
        {
            high[p] = n - 1;
            stalled[p] = 0;
        }

        int failed = 0;
        long budget = (long)SweepsPerEigenvalue * Math.Max(n, 10);
        for (long sweep = 0; ; sweep++)
        {
            int top = int.MaxValue;
            int bottom = Deflate(h, low, high, stalled, (double*)re, (double*)im);
            if (bottom < 0)
            {
                return failed;
            }

            if (sweep > budget)
            {
                for (int p = 0; p < Eight; p++)
                {
                    failed |= high[p] >= 0 ? 1 << p : 0;
                }

                return failed;
            }

            for (int p = 0; p < Eight; p++)
            {
                // A finished lane has an empty window.
                low64[p] = high[p] < 0 ? n : low[p];
                high64[p] = high[p];
                if (high[p] >= 0)
                {
                    top = Math.Min(top, low[p]);
                    Shifts(h, p, low[p], high[p], stalled[p]++, (double*)shift);
                }
            }

            Sweep(h, top, bottom, Vector512.Load(low64), Vector512.Load(high64), shift);
        }
    }

    /// <summary>Splits off what has converged until every open window has at least three rows.</summary>
    /// <returns>The last row of any open window, −1 when all lanes are done.</returns>
    private static int Deflate(LaneMatrix h, int* low, int* high, int* stalled, double* re, double* im)
    {
        while (true)
        {
            int bottom = -1;
            Lanes ends = Vector512.Create(
                (double)high[0], high[1], high[2], high[3], high[4], high[5], high[6], high[7]);
            for (int p = 0; p < Eight; p++)
            {
                bottom = Math.Max(bottom, high[p]);
            }

            if (bottom < 0)
            {
                return -1;
            }

            Lanes start = WindowStarts(h, bottom, ends);
            bool split = false;
            for (int p = 0; p < Eight; p++)
            {
                int hi = high[p];
                if (hi < 0)
                {
                    continue;
                }

                low[p] = (int)start.GetElement(p);
                if (low[p] == hi)
                {
                    re[(hi * Eight) + p] = h.At(hi, hi, p);
                    im[(hi * Eight) + p] = 0;
                }
                else if (low[p] == hi - 1)
                {
                    TwoByTwo.Eigenvalues(
                        h.At(hi - 1, hi - 1, p), h.At(hi - 1, hi, p), h.At(hi, hi - 1, p), h.At(hi, hi, p),
                        out re[((hi - 1) * Eight) + p], out im[((hi - 1) * Eight) + p], out re[(hi * Eight) + p], out im[(hi * Eight) + p]);
                }
                else
                {
                    continue;
                }

                high[p] = low[p] - 1;
                stalled[p] = 0;
                split = true;
            }

            if (!split)
            {
                return bottom;
            }
        }
    }

    /// <summary>For each lane the largest k ≤ its end whose subdiagonal entry (k, k−1) is negligible; such entries are set to 0.</summary>
    private static Lanes WindowStarts(LaneMatrix h, int bottom, Lanes ends)
    {
        Lanes tiny = Vector512.Create(1e-291 * h.Rows);
        Lanes start = Lanes.Zero;
        for (int k = 1; k <= bottom; k++)
        {
            Lanes index = Vector512.Create((double)k);
            Lanes inside = Vector512.LessThanOrEqual(index, ends);
            Lanes sub = h[k, k - 1];
            Lanes size = Vector512.Abs(sub);
            Lanes d1 = h[k, k];
            Lanes d0 = h[k - 1, k - 1];
            Lanes weight = Vector512.Abs(d1) + Vector512.Abs(d0);
            Lanes empty = Vector512.Equals(weight, Lanes.Zero);
            if (LaneMath.Any(empty))
            {
                Lanes around = (k >= 2 ? Vector512.Abs(h[k - 1, k - 2]) : Lanes.Zero) + Vector512.Abs(h[k + 1, k]);
                weight = LaneMath.Select(empty, around, weight);
            }

            Lanes small = Vector512.LessThanOrEqual(size, weight * Epsilon) | Vector512.LessThanOrEqual(size, tiny);
            small &= inside;
            if (!LaneMath.Any(small))
            {
                continue;
            }

            Lanes super = Vector512.Abs(h[k - 1, k]);
            Lanes gap = Vector512.Abs(d0 - d1);
            Lanes ab = Vector512.Max(size, super);
            Lanes ba = Vector512.Min(size, super);
            Lanes aa = Vector512.Max(Vector512.Abs(d1), gap);
            Lanes bb = Vector512.Min(Vector512.Abs(d1), gap);
            Lanes s = Vector512.Max(aa + ab, tiny);
            small &= Vector512.LessThanOrEqual(ba * (ab / s), Vector512.Max(tiny, bb * (aa / s) * Epsilon)) | Vector512.LessThanOrEqual(size, tiny);
            h[k, k - 1] = LaneMath.Select(small, Lanes.Zero, sub);
            start = LaneMath.Select(small, index, start);
        }

        return start;
    }

    /// <summary>The pair of shifts of one lane: eigenvalues of the trailing 2×2 block, or an exceptional block when the lane has stalled.</summary>
    private static void Shifts(LaneMatrix h, int p, int lo, int hi, int stalled, double* shift)
    {
        double a, b, c, d;
        if (stalled % 10 == 9)
        {
            // Two kinds in turn, from the top and from the bottom of the window, so that no cycle survives both.
            bool fromTop = stalled % 20 == 9;
            double s = fromTop
                ? Math.Abs(h.At(lo + 1, lo, p)) + Math.Abs(h.At(lo + 2, lo + 1, p))
                : Math.Abs(h.At(hi, hi - 1, p)) + Math.Abs(h.At(hi - 1, hi - 2, p));
            a = d = (0.75 * s) + (fromTop ? h.At(lo, lo, p) : h.At(hi, hi, p));
            b = -0.4375 * s;
            c = s;
        }
        else
        {
            (a, b, c, d) = (h.At(hi - 1, hi - 1, p), h.At(hi - 1, hi, p), h.At(hi, hi - 1, p), h.At(hi, hi, p));
        }

        TwoByTwo.Eigenvalues(a, b, c, d, out double r1, out double i1, out double r2, out _);
        if (i1 == 0)
        {
            // The nearer one twice converges faster than the two real ones (as in LAPACK's dlahqr).
            r1 = r2 = Math.Abs(r1 - d) <= Math.Abs(r2 - d) ? r1 : r2;
        }

        shift[p] = r1;
        shift[Eight + p] = r2;
        shift[(2 * Eight) + p] = i1;
    }

    /// <summary>One double QR step in every open window.</summary>
    private static void Sweep(LaneMatrix h, int top, int bottom, Lanes low, Lanes high, Lanes* shift)
    {
        for (int k = top; k < bottom; k++)
        {
            Lanes index = Vector512.Create((double)k);
            Lanes starts = Vector512.Equals(index, low);
            Lanes active = Vector512.LessThanOrEqual(low, index) & Vector512.LessThan(index, high);
            Lanes three = Vector512.LessThan(index + Lanes.One, high);
            Lanes x = Lanes.Zero, y = Lanes.Zero, z = Lanes.Zero;
            if (k > top)
            {
                x = h[k, k - 1];
                y = h[k + 1, k - 1];
                z = h[k + 2, k - 1];
            }

            if (LaneMath.Any(starts))
            {
                FirstColumn(h, k, shift, out Lanes fx, out Lanes fy, out Lanes fz);
                x = LaneMath.Select(starts, fx, x);
                y = LaneMath.Select(starts, fy, y);
                z = LaneMath.Select(starts, fz, z);
            }

            z = LaneMath.Select(three, z, Lanes.Zero);
            Lanes scale = Vector512.Abs(x) + Vector512.Abs(y) + Vector512.Abs(z);
            Lanes idle = ~active | Vector512.Equals(Vector512.Abs(y) + Vector512.Abs(z), Lanes.Zero);
            Lanes safe = LaneMath.Select(idle, Lanes.One, scale);
            Lanes a = x / safe;
            Lanes b = y / safe;
            Lanes c = z / safe;
            Lanes norm = LaneMath.CopySign(Vector512.Sqrt(Vector512.FusedMultiplyAdd(a, a, Vector512.FusedMultiplyAdd(b, b, c * c))), a);
            norm = LaneMath.Select(idle, Lanes.One, norm);
            Lanes head = LaneMath.Select(idle, Lanes.One, a + norm);
            Lanes v1 = LaneMath.Select(idle, Lanes.Zero, b / head);
            Lanes v2 = LaneMath.Select(idle, Lanes.Zero, c / head);
            Lanes tau = LaneMath.Select(idle, Lanes.Zero, head / norm);
            if (k > top)
            {
                Lanes chased = active & ~starts & ~idle;
                h[k, k - 1] = LaneMath.Select(chased, -norm * scale, h[k, k - 1]);
                h[k + 1, k - 1] = LaneMath.Select(chased, Lanes.Zero, h[k + 1, k - 1]);
                h[k + 2, k - 1] = LaneMath.Select(chased & three, Lanes.Zero, h[k + 2, k - 1]);
            }

            Reflect(h, k, top, bottom, v1, v2, tau);
        }
    }

    private static void Reflect(LaneMatrix h, int k, int top, int bottom, Lanes v1, Lanes v2, Lanes tau)
    {
        Lanes t1 = tau * v1;
        Lanes t2 = tau * v2;
        Lanes* r0 = h.Row(k);
        Lanes* r1 = h.Row(k + 1);
        Lanes* r2 = h.Row(k + 2);
        for (int j = k; j <= bottom; j++)
        {
            Lanes sum = Vector512.FusedMultiplyAdd(v2, r2[j], Vector512.FusedMultiplyAdd(v1, r1[j], r0[j]));
            r0[j] = Vector512.FusedMultiplyAdd(-tau, sum, r0[j]);
            r1[j] = Vector512.FusedMultiplyAdd(-t1, sum, r1[j]);
            r2[j] = Vector512.FusedMultiplyAdd(-t2, sum, r2[j]);
        }

        int last = Math.Min(k + 3, bottom);
        int stride = h.Stride;
        Lanes* p = h.Row(top) + k;
        for (int i = top; i <= last; i++, p += stride)
        {
            Lanes sum = Vector512.FusedMultiplyAdd(v2, p[2], Vector512.FusedMultiplyAdd(v1, p[1], p[0]));
            p[0] = Vector512.FusedMultiplyAdd(-tau, sum, p[0]);
            p[1] = Vector512.FusedMultiplyAdd(-t1, sum, p[1]);
            p[2] = Vector512.FusedMultiplyAdd(-t2, sum, p[2]);
        }
    }

    /// <summary>The first column of (H − s₁)(H − s₂) at row k up to a factor, scaled against overflow.</summary>
    private static void FirstColumn(LaneMatrix h, int k, Lanes* shift, out Lanes x, out Lanes y, out Lanes z)
    {
        Lanes d = h[k, k];
        Lanes below = h[k + 1, k];
        Lanes s = Vector512.Abs(d - shift[1]) + Vector512.Abs(shift[2]) + Vector512.Abs(below);
        s = LaneMath.Select(Vector512.Equals(s, Lanes.Zero), Lanes.One, s);
        Lanes scaled = below / s;
        x = (scaled * h[k, k + 1]) + ((d - shift[0]) * ((d - shift[1]) / s)) + (shift[2] * (shift[2] / s));
        y = scaled * (d + h[k + 1, k + 1] - shift[0] - shift[1]);
        z = scaled * h[k + 2, k + 1];
    }
}
