using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>The shifts, and how a window starts with them.</summary>
internal static unsafe partial class LaneEigenvalues
{
    /// <summary>
    /// The pair of shifts of every lane: the eigenvalues of the trailing 2×2 block — of two real ones the nearer to the last entry, twice, which converges
    /// faster (as in LAPACK's dlahqr) — or those of an exceptional block when the lane has stalled.
    /// </summary>
    private static void Shifts(ref Group group)
    {
        LaneMatrix h = group.H;
        (Lanes low, Lanes high, Lanes stalled) = (group.Low, group.High, group.Stalled);
        Lanes* block = stackalloc Lanes[4];
        for (int p = 0; p < Eight; p++)
        {
            int hi = Math.Max((int)high.GetElement(p), 1);
            double* entry = (double*)block + p;
            entry[0] = h.At(hi - 1, hi - 1, p);
            entry[Eight] = h.At(hi - 1, hi, p);
            entry[2 * Eight] = h.At(hi, hi - 1, p);
            entry[3 * Eight] = h.At(hi, hi, p);
            int count = (int)stalled.GetElement(p);
            if (count % 10 == 9 && high.GetElement(p) >= 2)
            {
                Exceptional(h, p, (int)low.GetElement(p), hi, count, entry);
            }
        }

        Lanes d = block[3];
        Lanes half = (block[0] - d) * 0.5;
        Lanes product = block[1] * block[2];
        Lanes discriminant = Vector512.FusedMultiplyAdd(half, half, product);
        Lanes real = Vector512.GreaterThanOrEqual(discriminant, Lanes.Zero);
        Lanes root = Vector512.Sqrt(Vector512.Abs(discriminant));

        // The nearer real eigenvalue is d − bc/(p + sign(p)√…), without cancellation.
        Lanes far = half + LaneMath.CopySign(root, half);
        Lanes near = d - LaneMath.Select(Vector512.Equals(far, Lanes.Zero), Lanes.Zero, product / far);
        group.ShiftRe = LaneMath.Select(real, near, d + half);
        group.ShiftIm = LaneMath.Select(real, Lanes.Zero, root);
    }

    /// <summary>Two kinds in turn, from the top and from the bottom of the window, so that no cycle survives both.</summary>
    private static void Exceptional(LaneMatrix h, int p, int lo, int hi, int stalled, double* block)
    {
        bool fromTop = stalled % 20 == 9;
        double s = fromTop
            ? Math.Abs(h.At(lo + 1, lo, p)) + Math.Abs(h.At(lo + 2, lo + 1, p))
            : Math.Abs(h.At(hi, hi - 1, p)) + Math.Abs(h.At(hi - 1, hi - 2, p));
        block[0] = block[3 * Eight] = (0.75 * s) + (fromTop ? h.At(lo, lo, p) : h.At(hi, hi, p));
        block[Eight] = -0.4375 * s;
        block[2 * Eight] = s;
    }

    /// <summary>The first column of (H − s₁)(H − s₂) at row k up to a factor, scaled against overflow.</summary>
    private static void FirstColumn(in Group group, int k, out Lanes x, out Lanes y, out Lanes z)
    {
        LaneMatrix h = group.H;
        Lanes below = h[k + 1, k];
        Lanes gap = h[k, k] - group.ShiftRe;
        Lanes s = Vector512.Abs(gap) + Vector512.Abs(group.ShiftIm) + Vector512.Abs(below);
        s = LaneMath.Select(Vector512.Equals(s, Lanes.Zero), Lanes.One, s);
        Lanes scaled = below / s;
        x = (scaled * h[k, k + 1]) + (gap * (gap / s)) + (group.ShiftIm * (group.ShiftIm / s));
        y = scaled * (gap + h[k + 1, k + 1] - group.ShiftRe);
        z = scaled * h[k + 2, k + 1];
    }
}
