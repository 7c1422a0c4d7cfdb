using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Contraction;

/// <summary>The supremum of a function over a box by best-first bisection of an enclosure: the upper end is proved by the parts, the lower end by their centres.</summary>
internal static class BoxSupremum
{
    /// <summary>Encloses an interval extension's value over a part.</summary>
    /// <param name="part">One interval an axis.</param>
    public delegate Interval Enclosure(ReadOnlySpan<Interval> part);

    /// <summary>An interval that holds the supremum, and the number of parts that were looked at.</summary>
    /// <param name="box">The box.</param>
    /// <param name="enclose">Encloses the function over a part; not called at once from several threads.</param>
    /// <param name="limit">How many parts at most.</param>
    /// <param name="tolerance">Stop when the interval is narrower than this, relative to 1 + its modulus.</param>
    /// <param name="decided">Stop as soon as this holds of the interval; null for never.</param>
    /// <param name="cancellation">Stops with what is proved so far.</param>
    public static (Interval Supremum, int Parts) Of(
        Box box, Enclosure enclose, int limit, double tolerance, Predicate<Interval>? decided = null, CancellationToken cancellation = default)
    {
        int d = box.Dimension;
        Interval[] centre = new Interval[d];
        PriorityQueue<(Interval[] Part, double Upper), double> open = new();
        double lower = double.NegativeInfinity;
        int parts = 0;
        Add([.. Enumerable.Range(0, d).Select(i => new Interval(box.Lower[i], box.Upper[i]))]);
        while (true)
        {
            (Interval[] part, double upper) = open.Peek();
            Interval supremum = new(Math.Min(lower, upper), upper);
            bool close = supremum.Upper - supremum.Lower <= tolerance * (1 + Math.Min(supremum.Magnitude, double.MaxValue));
            int axis = Widest(part);
            if (close || parts + 2 > limit || axis < 0 || cancellation.IsCancellationRequested || decided?.Invoke(supremum) == true)
            {
                return (supremum, parts);
            }

            open.Dequeue();
            double middle = part[axis].Midpoint;
            Interval[] right = [.. part];
            (part[axis], right[axis]) = (new Interval(part[axis].Lower, middle), new Interval(middle, part[axis].Upper));
            Add(part);
            Add(right);
        }

        void Add(Interval[] part)
        {
            double upper = enclose(part).Upper;
            for (int i = 0; i < d; i++)
            {
                centre[i] = part[i].Midpoint;
            }

            lower = Math.Max(lower, enclose(centre).Lower);
            open.Enqueue((part, upper), -upper);
            parts++;
        }
    }

    /// <summary>The axis to halve; −1 when no double lies inside any.</summary>
    private static int Widest(Interval[] part)
    {
        int widest = -1;
        for (int i = 0; i < part.Length; i++)
        {
            bool divisible = part[i].Midpoint > part[i].Lower && part[i].Midpoint < part[i].Upper;
            widest = divisible && (widest < 0 || part[i].Width > part[widest].Width) ? i : widest;
        }

        return widest;
    }
}
