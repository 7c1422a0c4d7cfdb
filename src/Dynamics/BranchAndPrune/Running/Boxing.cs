using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Running;

/// <summary>Between the boxes of results and the interval vectors of the search.</summary>
internal static class Boxing
{
    public static Box ToBox(ReadOnlySpan<Interval> axes)
    {
        double[] lower = new double[axes.Length];
        double[] upper = new double[axes.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            (lower[i], upper[i]) = (axes[i].Lower, axes[i].Upper);
        }

        return new Box(lower, upper);
    }

    public static Interval[] ToIntervals(Box box)
    {
        Interval[] axes = new Interval[box.Dimension];
        for (int i = 0; i < axes.Length; i++)
        {
            axes[i] = Interval.Trusted(box.Lower[i], box.Upper[i]);
        }

        return axes;
    }

    public static void Hull(ReadOnlySpan<Interval> a, ReadOnlySpan<Interval> b, Span<Interval> hull)
    {
        for (int i = 0; i < a.Length; i++)
        {
            hull[i] = Interval.Trusted(Math.Min(a[i].Lower, b[i].Lower), Math.Max(a[i].Upper, b[i].Upper));
        }
    }

    /// <summary>Whether every axis of <paramref name="inner"/> lies within that of <paramref name="outer"/>, strictly if asked.</summary>
    public static bool IsInside(ReadOnlySpan<Interval> inner, ReadOnlySpan<Interval> outer, bool strictly)
    {
        for (int i = 0; i < inner.Length; i++)
        {
            bool inside = strictly
                ? inner[i].Lower > outer[i].Lower && inner[i].Upper < outer[i].Upper
                : inner[i].Lower >= outer[i].Lower && inner[i].Upper <= outer[i].Upper;
            if (!inside)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether some axis of a region is not a thousand times as wide as that of the enclosure in it.</summary>
    public static bool IsNarrowAround(ReadOnlySpan<Interval> region, ReadOnlySpan<Interval> enclosure)
    {
        for (int i = 0; i < region.Length; i++)
        {
            if (region[i].Upper - region[i].Lower < 1000 * (enclosure[i].Upper - enclosure[i].Lower))
            {
                return true;
            }
        }

        return false;
    }

    public static bool AreDisjoint(ReadOnlySpan<Interval> a, ReadOnlySpan<Interval> b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i].Upper < b[i].Lower || b[i].Upper < a[i].Lower)
            {
                return true;
            }
        }

        return false;
    }
}
