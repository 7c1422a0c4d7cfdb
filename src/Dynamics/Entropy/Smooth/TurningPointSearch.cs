using System.Collections.Immutable;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Entropy.Smooth;

/// <summary>
/// All turning points of a C² function in an interval, from left to right: parts are halved until f′ ≥ 0 or f′ ≤ 0 is proved, or f″ ≠ 0, so that f′ has one zero at most, which the
/// interval Newton method encloses. What is left at the smallest width, or where f is all but constant, is an undecided zone.
/// Undecided zones that carry no entropy (<see cref="ZoneOrbit"/>) are bridged where f goes on in the same direction beyond them.
/// </summary>
internal sealed class TurningPointSearch
{
    private const int MostParts = 100_000;

    /// <summary>Stands for either sign.</summary>
    private const int Constant = 2;

    /// <summary>Off the middle: zeros of f′ like to lie there.</summary>
    private const double Cut = 0.4871;

    private readonly IEnclosedFunction function;
    private readonly double leastWidth;
    private readonly double leastImage;
    private readonly Func<bool> stop;
    private readonly List<(Interval Place, int Sign, bool Decided)> parts = [];
    private readonly List<TurningZone> bridged = [];

    private TurningPointSearch(IEnclosedFunction function, double leastWidth, double leastImage, Func<bool> stop) =>
        (this.function, this.leastWidth, this.leastImage, this.stop) = (function, leastWidth, leastImage, stop);

    /// <summary>The laps of f on [a, b].</summary>
    /// <param name="function">f.</param>
    /// <param name="a">Left end.</param>
    /// <param name="b">Right end, above it.</param>
    /// <param name="stop">Whether time is over; what is left is then undecided.</param>
    public static EnclosedLaps Laps(IEnclosedFunction function, double a, double b, Func<bool> stop)
    {
        double scale = Math.Max(b - a, Math.Max(Math.Abs(a), Math.Abs(b)));
        TurningPointSearch search = new(function, Math.ScaleB(scale, -46), Math.ScaleB(scale, -46), stop);
        search.Divide(new Interval(a, b));
        return search.Assemble(a, b);
    }

    private void Divide(Interval whole)
    {
        Stack<Interval> open = new([whole]);
        for (int looked = 0; open.TryPop(out Interval part); looked++)
        {
            Interval derivative = function.Derivative(part);
            if (WeakSign(derivative) is int sign and not 0)
            {
                parts.Add((part, sign, true));
                continue;
            }

            Interval second = function.SecondDerivative(part);
            if (!second.Contains(0))
            {
                Simple(part, second);
                continue;
            }

            double cut = part.Lower + (Cut * (part.Upper - part.Lower));
            if (looked >= MostParts || stop() || part.Width <= leastWidth || derivative.Magnitude * part.Width <= leastImage || cut <= part.Lower || cut >= part.Upper)
            {
                parts.Add((part, 0, false));
                continue;
            }

            open.Push(new Interval(cut, part.Upper));
            open.Push(new Interval(part.Lower, cut));
        }
    }

    /// <summary>f′ is strictly monotone on the part: one zero at most.</summary>
    private void Simple(Interval part, Interval second)
    {
        (int left, int right) = (SignAt(part.Lower), SignAt(part.Upper));
        if (left == right && left != 0)
        {
            parts.Add((part, left, true));
            return;
        }

        Interval zone = part;
        for (double before = double.PositiveInfinity; zone.Upper - zone.Lower < before;)
        {
            before = zone.Upper - zone.Lower;
            double middle = zone.Lower + (0.5 * before);
            Interval newton = Interval.Point(middle) - (function.Derivative(Interval.Point(middle)) / second);
            Interval next = newton.Intersect(zone);
            if (next.IsEmpty)
            {
                // No zero: f′ has the sign that it has at an end, where that is not 0.
                parts.Add((part, left != 0 ? left : right, left != 0 || right != 0));
                return;
            }

            zone = next;
        }

        if (zone.Lower > part.Lower)
        {
            parts.Add((new Interval(part.Lower, zone.Lower), -Sign(second), true));
        }

        parts.Add((zone, 0, true));
        if (zone.Upper < part.Upper)
        {
            parts.Add((new Interval(zone.Upper, part.Upper), Sign(second), true));
        }
    }

    /// <summary>A part on which f is constant goes with a neighbour.</summary>
    private void JoinConstants()
    {
        for (int i = parts.Count - 2; i >= 0; i--)
        {
            Join(i, i + 1);
        }

        for (int i = 1; i < parts.Count; i++)
        {
            Join(i, i - 1);
        }

        for (int i = 0; i < parts.Count; i++)
        {
            parts[i] = parts[i].Sign == Constant ? parts[i] with { Sign = 1 } : parts[i];
        }

        void Join(int i, int neighbour)
        {
            if (parts[i].Sign == Constant && parts[neighbour].Sign is 1 or -1)
            {
                parts[i] = parts[i] with { Sign = parts[neighbour].Sign };
            }
        }
    }

    private EnclosedLaps Assemble(double a, double b)
    {
        JoinConstants();
        List<TurningZone> zones = [Zone(Interval.Point(a), true, new Interval(a, b))];
        List<int> directions = [];
        for (int i = 0; i < parts.Count;)
        {
            if (parts[i].Sign != 0)
            {
                if (directions.Count == zones.Count && parts[i].Sign != directions[^1])
                {
                    // f′ is 0 where the parts meet, and f turns there.
                    zones.Add(Zone(Interval.Point(parts[i].Place.Lower), true, new Interval(a, b)));
                }

                if (directions.Count < zones.Count)
                {
                    directions.Add(parts[i].Sign);
                }

                i++;
                continue;
            }

            (double lower, double upper, bool decided) = (parts[i].Place.Lower, parts[i].Place.Upper, true);
            int after = i;
            for (; after < parts.Count && parts[after].Sign == 0; after++)
            {
                upper = parts[after].Place.Upper;
                decided &= parts[after].Decided;
            }

            int next = after < parts.Count ? parts[after].Sign : 0;
            if (directions.Count < zones.Count)
            {
                // A zone at the left end: a lap of its own, perhaps empty.
                directions.Add(-next);
            }

            TurningZone zone = Zone(new Interval(lower, upper), decided, new Interval(a, b));
            if (zone.CarriesNone && next == directions[^1] && next != 0 && Rises(lower, upper) == next)
            {
                bridged.Add(zone);
            }
            else if (!decided || next == 0 || next != directions[^1])
            {
                zones.Add(zone);
                if (next == 0)
                {
                    directions.Add(-directions[^1]);
                }
            }

            i = after;
        }

        zones.Add(Zone(Interval.Point(b), true, new Interval(a, b)));
        return new EnclosedLaps(Value, [.. zones], [.. directions.Select(sign => sign == 0 ? 1 : sign)]) { Bridged = [.. bridged] };
    }

    /// <summary>f; in bridged zones f or what is put in its place, which keeps between the values at their ends.</summary>
    private Interval Value(double x)
    {
        foreach (TurningZone zone in bridged)
        {
            if (zone.Place.Lower <= x && x <= zone.Place.Upper)
            {
                return zone.Value;
            }
        }

        return function.Value(Interval.Point(x));
    }

    /// <summary>1 or −1 when f is proved to be larger, or smaller, at the upper end; else 0.</summary>
    private int Rises(double lower, double upper) => Sign(function.Value(Interval.Point(upper)) - function.Value(Interval.Point(lower)));

    /// <summary>f on a narrow interval by the mean value theorem: f′ is all but 0 there.</summary>
    private TurningZone Zone(Interval place, bool decided, Interval domain)
    {
        Interval value = function.Value(place);
        if (!place.IsPoint)
        {
            Interval middle = Interval.Point(place.Lower + (0.5 * (place.Upper - place.Lower)));
            value = value.Intersect(function.Value(middle) + (function.Derivative(place) * (place - middle)));
        }

        return new TurningZone(place, value, decided, !decided && ZoneOrbit.CarriesNone(function, domain, place, value, stop));
    }

    private int SignAt(double x) => Sign(function.Derivative(Interval.Point(x)));

    /// <summary>A sign that f′ never leaves; 0 when none is proved.</summary>
    private static int WeakSign(Interval x) => x.Lower == 0 && x.Upper == 0 ? Constant : x.Lower >= 0 ? 1 : x.Upper <= 0 ? -1 : 0;

    private static int Sign(Interval x) => x.Lower > 0 ? 1 : x.Upper < 0 ? -1 : 0;
}
