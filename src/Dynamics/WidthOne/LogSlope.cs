using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>Bounds of ln |f′|. Both may be infinite, −∞ for a slope 0, so that saturated chains keep the order of their slopes.</summary>
/// <param name="Lower">The lower bound.</param>
/// <param name="Upper">The upper bound.</param>
internal readonly record struct LogSlope(double Lower, double Upper)
{
    /// <summary>|f′|, outward-rounded.</summary>
    public Interval Magnitude => new(
        double.IsNegativeInfinity(Lower) ? 0 : Interval.Exp(new Interval(Math.Min(Lower, double.MaxValue), double.PositiveInfinity)).Lower,
        double.IsNegativeInfinity(Upper) ? 0 : Interval.Exp(new Interval(double.NegativeInfinity, Math.Max(Upper, double.MinValue))).Upper);

    /// <summary>Whether |f′| &lt; 1 throughout.</summary>
    public bool Contracts => Upper < 0;

    /// <summary>Whether |f′| &gt; 1 throughout.</summary>
    public bool Expands => Lower > 0;

    public static LogSlope operator +(LogSlope x, LogSlope y) => new(
        Sum(x.Lower, y.Lower, down: true),
        Sum(x.Upper, y.Upper, down: false));

    // A slope 0 times an unbounded one: −∞ below and +∞ above, the weaker bound.
    private static double Sum(double x, double y, bool down)
    {
        double sum = x + y;
        return double.IsNaN(sum) ? (down ? double.NegativeInfinity : double.PositiveInfinity)
            : double.IsInfinity(sum) ? sum
            : down ? (Interval.Point(x) + Interval.Point(y)).Lower : (Interval.Point(x) + Interval.Point(y)).Upper;
    }
}
