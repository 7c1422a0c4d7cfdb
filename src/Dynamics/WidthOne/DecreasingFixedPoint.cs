using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>The one fixed point of a decreasing chain: f(x) − x falls from +∞ to −∞ with slope −1 at least.</summary>
internal static class DecreasingFixedPoint
{
    private const double Farthest = 1e300;

    /// <summary>
    /// Encloses it by halving with interval Newton, and bounds ln |f′| there; null when it is not proved to lie within ±1e300. O(L) an evaluation, at
    /// most some hundred.
    /// </summary>
    public static (LocatedPoint Point, LogSlope Slope)? Of(WidthOneChain chain)
    {
        if (!(ChainEnclosure.Of(chain, -Farthest).Displacement(-Farthest).Lower > 0 && ChainEnclosure.Of(chain, Farthest).Displacement(Farthest).Upper < 0))
        {
            return null;
        }

        Interval x = ChainEnclosure.Of(chain, Interval.Entire).Value.Intersect(new Interval(-Farthest, Farthest));
        while (SplitPoint.Of(x) is double middle)
        {
            Interval at = ChainEnclosure.Of(chain, middle).Displacement(middle);
            Interval slope = -ChainEnclosure.Of(chain, x).LogSlope.Magnitude - Interval.One;
            Interval next = x.Intersect(middle - (at / slope));
            if (at.Lower > 0)
            {
                next = next.Intersect(new Interval(middle, double.PositiveInfinity));
            }
            else if (at.Upper < 0)
            {
                next = next.Intersect(new Interval(double.NegativeInfinity, middle));
            }
            else if (!(next.Width < 0.75 * x.Width))
            {
                break;
            }

            x = next;
        }

        LogSlope log = ChainEnclosure.Of(chain, x).LogSlope;
        Stability stability = log.Contracts ? Stability.Attracting : log.Expands ? Stability.Repelling : Neutrality(chain, x);
        return (new LocatedPoint(x, stability), log);
    }

    private static Stability Neutrality(WidthOneChain chain, Interval x) =>
        ExactEvaluation.Simplest(x) is { } p && ExactEvaluation.Of(chain, p) is { } at && at.Value == p && at.Slope == -Exact.Rational.One
            ? Stability.Neutral
            : Stability.Undecided;
}
