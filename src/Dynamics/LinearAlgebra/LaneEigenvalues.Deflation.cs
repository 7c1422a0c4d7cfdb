using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>Splitting off what has converged.</summary>
internal static unsafe partial class LaneEigenvalues
{
    /// <summary>
    /// One scan upwards: negligible subdiagonal entries are set to 0, windows of one or two rows at a lane's end are split off, and the first larger one
    /// becomes the lane's open window. A lane with nothing left gets the end −1.
    /// </summary>
    private static void Deflate(LaneMatrix h, ref Lanes low, ref Lanes high, ref Lanes stalled, double* re, double* im)
    {
        Lanes tiny = Vector512.Create(1e-291 * h.Rows);
        Lanes searching = Vector512.GreaterThanOrEqual(high, Lanes.Zero);
        int bottom = Hull(low, high).Bottom;
        for (int k = bottom; k >= 0; k--)
        {
            Lanes index = Vector512.Create((double)k);
            Lanes cut = searching & Vector512.LessThanOrEqual(index, high);
            if (k > 0)
            {
                cut &= Negligible(h, k, tiny);
            }

            if (!LaneMath.Any(cut))
            {
                continue;
            }

            if (k > 0)
            {
                h[k, k - 1] = LaneMath.Select(cut, Lanes.Zero, h[k, k - 1]);
            }

            Lanes wide = cut & Vector512.GreaterThan(high - index, Lanes.One);
            low = LaneMath.Select(wide, index, low);
            searching = Vector512.AndNot(searching, wide);
            Lanes done = Vector512.AndNot(cut, wide);
            if (!LaneMath.Any(done))
            {
                continue;
            }

            ulong bits = done.ExtractMostSignificantBits();
            for (int p = 0; p < Eight; p++)
            {
                if ((bits & (1UL << p)) != 0)
                {
                    SplitOff(h, p, k, (int)high.GetElement(p), re + p, im + p);
                }
            }

            high = LaneMath.Select(done, index - Lanes.One, high);
            stalled = LaneMath.Select(done, Lanes.Zero, stalled);
        }
    }

    private static void SplitOff(LaneMatrix h, int p, int lo, int hi, double* re, double* im)
    {
        if (lo == hi)
        {
            re[hi * Eight] = h.At(hi, hi, p);
            im[hi * Eight] = 0;
            return;
        }

        TwoByTwo.Eigenvalues(
            h.At(lo, lo, p), h.At(lo, hi, p), h.At(hi, lo, p), h.At(hi, hi, p),
            out re[lo * Eight], out im[lo * Eight], out re[hi * Eight], out im[hi * Eight]);
    }

    /// <summary>Where the subdiagonal entry (k, k−1) is negligible beside its neighbours.</summary>
    private static Lanes Negligible(LaneMatrix h, int k, Lanes tiny)
    {
        Lanes size = Vector512.Abs(h[k, k - 1]);
        Lanes d1 = h[k, k];
        Lanes d0 = h[k - 1, k - 1];
        Lanes weight = Vector512.Abs(d1) + Vector512.Abs(d0);
        Lanes empty = Vector512.Equals(weight, Lanes.Zero);
        if (LaneMath.Any(empty))
        {
            Lanes around = (k >= 2 ? Vector512.Abs(h[k - 1, k - 2]) : Lanes.Zero) + Vector512.Abs(h[k + 1, k]);
            weight = LaneMath.Select(empty, around, weight);
        }

        Lanes small = Vector512.LessThanOrEqual(size, Vector512.Max(weight * Epsilon, tiny));
        if (!LaneMath.Any(small))
        {
            return small;
        }

        Lanes super = Vector512.Abs(h[k - 1, k]);
        Lanes gap = Vector512.Abs(d0 - d1);
        Lanes ab = Vector512.Max(size, super);
        Lanes ba = Vector512.Min(size, super);
        Lanes aa = Vector512.Max(Vector512.Abs(d1), gap);
        Lanes bb = Vector512.Min(Vector512.Abs(d1), gap);
        Lanes s = Vector512.Max(aa + ab, tiny);
        return small & (Vector512.LessThanOrEqual(ba * (ab / s), Vector512.Max(tiny, bb * (aa / s) * Epsilon)) | Vector512.LessThanOrEqual(size, tiny));
    }
}
