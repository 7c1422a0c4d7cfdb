using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>Splitting off what has converged.</summary>
internal static unsafe partial class LaneSingularValues
{
    /// <summary>
    /// One scan upwards: negligible entries of e are set to 0, windows of one or two rows at a lane's end are split off, and the first larger one becomes the
    /// lane's open window. A lane with nothing left gets the end −1.
    /// </summary>
    private static void Deflate(ref Group group)
    {
        Lanes* d = group.D;
        Lanes* e = group.E;
        Lanes searching = Vector512.GreaterThanOrEqual(group.High, Lanes.Zero);
        double bottom = -1;
        for (int p = 0; p < Eight; p++)
        {
            bottom = Math.Max(bottom, group.High.GetElement(p));
        }

        for (int k = (int)bottom; k >= 0; k--)
        {
            Lanes index = Vector512.Create((double)k);
            Lanes cut = searching & Vector512.LessThanOrEqual(index, group.High);
            if (k > 0)
            {
                Lanes weight = Vector512.Abs(d[k - 1]) + Vector512.Abs(d[k]);
                cut &= Vector512.LessThanOrEqual(
                    Vector512.Abs(e[k - 1]), Vector512.FusedMultiplyAdd(weight, Vector512.Create(Epsilon), Vector512.Create(Negligible)));
            }

            if (!LaneMath.Any(cut))
            {
                continue;
            }

            if (k > 0)
            {
                e[k - 1] = LaneMath.Select(cut, Lanes.Zero, e[k - 1]);
            }

            Lanes wide = cut & Vector512.GreaterThan(group.High - index, Lanes.One);
            Lanes done = Vector512.AndNot(cut, wide);
            Lanes changed = Vector512.AndNot(wide, Vector512.Equals(group.Low, index));
            ulong bits = (done | changed).ExtractMostSignificantBits();
            for (int p = 0; p < Eight && bits != 0; p++)
            {
                if ((bits & (1UL << p)) == 0)
                {
                    continue;
                }

                int hi = (int)group.High.GetElement(p);
                double* dp = (double*)d + p;
                double* ep = (double*)e + p;
                if (hi > k + 1)
                {
                    Orient(dp, ep, k, hi);
                }
                else if (hi == k + 1)
                {
                    Pair(ref dp[k * Eight], ep[k * Eight], ref dp[hi * Eight]);
                }
            }

            searching = Vector512.AndNot(searching, wide);
            group.Low = LaneMath.Select(wide, index, LaneMath.Select(done, -Lanes.One, group.Low));
            group.High = LaneMath.Select(done, index - Lanes.One, group.High);
        }

        // A finished lane has an empty window.
        group.Low = LaneMath.Select(searching & Vector512.LessThan(group.High, Lanes.Zero), Vector512.Create(1e9), group.Low);
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
}
