using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Entropy.Smooth;

/// <summary>sup |f′| over an interval from above: the part with the largest enclosure is halved until it is close to a value that is attained.</summary>
internal static class SlopeSupremum
{
    private const int MostParts = 1024;
    private const double Closeness = 1e-4;

    /// <summary>The bound; infinite where no enclosure is bounded.</summary>
    /// <param name="function">f.</param>
    /// <param name="domain">The interval.</param>
    /// <param name="stop">Whether time is over; the bound holds all the same.</param>
    public static double Above(IEnclosedFunction function, Interval domain, Func<bool> stop)
    {
        PriorityQueue<Interval, double> open = new();
        double attained = 0;
        Add(domain);
        for (int parts = 1; ; parts++)
        {
            open.TryPeek(out Interval part, out double largest);
            double middle = part.Midpoint;
            if (parts >= MostParts || -largest <= attained * (1 + Closeness) || !(part.Lower < middle && middle < part.Upper) || stop())
            {
                return -largest;
            }

            open.Dequeue();
            Add(new Interval(part.Lower, middle));
            Add(new Interval(middle, part.Upper));
        }

        void Add(Interval part)
        {
            open.Enqueue(part, -function.Derivative(part).Magnitude);
            attained = Math.Max(attained, function.Derivative(Interval.Point(part.Midpoint)).Mignitude);
        }
    }
}
