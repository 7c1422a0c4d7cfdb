using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>Chains of clamps and constant chains, solved in closed form: x = min(max(ax + b, lo), hi).</summary>
internal static class ClampAnalysis
{
    public static WidthOneResult Of(WidthOneChain chain)
    {
        WidthOneResult found = new() { Applies = true, Reason = string.Empty, Theory = new TheoryEntry(string.Empty, string.Empty, true, string.Empty) };
        if (!chain.IsClamp)
        {
            Interval constant = ChainEnclosure.Of(chain, 0).Value;
            return found with { Points = [Point(constant.Midpoint, constant, 0, Stability.Attracting)] };
        }

        ClampMap map = ClampMap.Of(chain);
        (ImmutableArray<Rational> points, Interval? continuum) = Solve(map);
        found = found with { Points = [.. points.Select(p => Point(map, p))], Continuum = continuum };
        if (chain.Monotonicity != Monotonicity.Decreasing)
        {
            return found;
        }

        (ImmutableArray<Rational> twice, Interval? cycles) = Solve(ClampMap.Of(chain.Twice()));
        Rational[] others = [.. twice.Where(p => map.At(p) != p)];
        return cycles is not null
            ? found with { CycleContinuum = cycles }
            : others.Length == 2
                ? found with { Cycles = [Cycle(map, others)], CycleEnclosures = [[others[0].ToInterval(), others[1].ToInterval()]] }
                : found;
    }

    /// <summary>The isolated fixed points in increasing order, or the interval of them.</summary>
    private static (ImmutableArray<Rational> Points, Interval? Continuum) Solve(ClampMap map)
    {
        if (map.Slope == Rational.One && map.Offset.Sign == 0 && !(map.Low >= map.High))
        {
            return ([], new IdentityRegion(map.Low, map.High).Bounds);
        }

        List<Rational> candidates = [];
        if (map.Slope != Rational.One)
        {
            candidates.Add(map.Offset / (Rational.One - map.Slope));
        }

        candidates.AddRange(new[] { map.Low, map.High }.OfType<Rational>());
        return ([.. candidates.Where(p => map.At(p) == p).Distinct().Order()], null);
    }

    private static FixedPoint Point(ClampMap map, Rational p)
    {
        (Rational left, Rational right) = map.SlopesAt(p);
        return Point(p.ToDouble(), p.ToInterval(), Representative(left, right).ToDouble(), Judge(left, right));
    }

    private static FixedPoint Point(double x, Interval enclosure, double multiplier, Stability stability) => new()
    {
        X = [x],
        Eigenvalues = [multiplier],
        Stability = stability,
        Residual = enclosure.Width,
        Enclosure = new Box([enclosure.Lower], [enclosure.Upper]),
        Evidence = EvidenceLevel.Certified,
    };

    private static Cycle Cycle(ClampMap map, Rational[] points)
    {
        (Rational left, Rational right) = map.SlopesAt(points[0]);
        (Rational otherLeft, Rational otherRight) = map.SlopesAt(points[1]);

        // f decreases: what is left of one point is mapped to the right of the other.
        (Rational onTheLeft, Rational onTheRight) = (left * otherRight, right * otherLeft);
        return new Cycle
        {
            Points = [[points[0].ToDouble()], [points[1].ToDouble()]],
            Multipliers = [Representative(onTheLeft, onTheRight).ToDouble()],
            Stability = Judge(onTheLeft, onTheRight),
            Residual = Math.Max(points[0].ToInterval().Width, points[1].ToInterval().Width),
            Evidence = EvidenceLevel.Certified,
        };
    }

    // At a kink the slope of larger size: the point attracts when both do.
    private static Rational Representative(Rational left, Rational right) => Rational.Abs(left) >= Rational.Abs(right) ? left : right;

    private static Stability Judge(Rational left, Rational right)
    {
        (int a, int b) = (Rational.Abs(left).CompareTo(Rational.One), Rational.Abs(right).CompareTo(Rational.One));
        return a < 0 && b < 0 ? Stability.Attracting : a > 0 && b > 0 ? Stability.Repelling : a == 0 && b == 0 ? Stability.Neutral : Stability.Undecided;
    }
}
