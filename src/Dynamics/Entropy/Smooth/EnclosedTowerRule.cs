using TorchDynInspect.Dynamics.Entropy.Tower;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Entropy.Smooth;

/// <summary>
/// A tower of intervals with doubles as ends, for maps whose images are only enclosed. Outer: the target of J for a lap contains f(J ∩ L), whatever the place of the
/// turning point in its zone. Inner: the target is covered by f(J ∩ L). See <see cref="RedirectedGraph"/> for why that is enough.
/// </summary>
/// <remarks>
/// Ends may be rounded to a grid, outwards or inwards, so that orbits that converge, or meet up to rounding, become equal nodes. Images are held inside the domain: the
/// map is read as clamped to it, which changes nothing when it maps the domain into itself.
/// </remarks>
internal sealed class EnclosedTowerRule : ITowerRule<double>
{
    private readonly EnclosedLaps laps;
    private readonly bool outer;
    private readonly double unit;
    private readonly Dictionary<double, Interval> values = [];

    /// <summary>Prepares a tower.</summary>
    /// <param name="laps">The map on its domain.</param>
    /// <param name="outer">Whether targets contain the images, or are covered by them.</param>
    /// <param name="unit">The width of the grid, a power of two; 0 for none.</param>
    public EnclosedTowerRule(EnclosedLaps laps, bool outer, double unit) => (this.laps, this.outer, this.unit) = (laps, outer, unit);

    /// <inheritdoc/>
    public (double Lower, double Upper) Root => (laps.Lower, laps.Upper);

    /// <inheritdoc/>
    public void Images((double Lower, double Upper) node, List<(double Lower, double Upper)> targets)
    {
        for (int i = 0; i < laps.Directions.Length; i++)
        {
            (TurningZone before, TurningZone after) = (laps.Zones[i], laps.Zones[i + 1]);

            // The largest, or the smallest, that the lap may be; of zones that carry no entropy only the points outside count.
            double from = outer && !before.CarriesNone ? before.Place.Lower : before.Place.Upper;
            double to = outer && !after.CarriesNone ? after.Place.Upper : after.Place.Lower;
            if (Math.Max(node.Lower, from) >= Math.Min(node.Upper, to))
            {
                continue;
            }

            bool rises = laps.Directions[i] > 0;

            // An end of J beyond the zone, or in it: f at the end of J ∩ L lies in the value of the zone.
            Interval left = node.Lower > before.Place.Upper ? Value(node.Lower) : before.Value;
            Interval right = node.Upper < after.Place.Lower ? Value(node.Upper) : after.Value;
            (Interval bottom, Interval top) = rises ? (left, right) : (right, left);
            Add(outer ? bottom.Lower : bottom.Upper, outer ? top.Upper : top.Lower, targets);
        }
    }

    /// <inheritdoc/>
    public bool IsTooLong((double Lower, double Upper) node) => false;

    /// <inheritdoc/>
    public Func<double, double> Order() => point => point;

    /// <inheritdoc/>
    public (double Lower, double Upper) Enclose((double Lower, double Upper) node) => node;

    private Interval Value(double x)
    {
        if (!values.TryGetValue(x, out Interval value))
        {
            value = laps.Value(x);
            values.Add(x, value);
        }

        return value;
    }

    private void Add(double lower, double upper, List<(double Lower, double Upper)> targets)
    {
        // An end on the border of the domain stays there.
        lower = lower <= laps.Lower ? laps.Lower : Math.Max(laps.Lower, OnGrid(lower, up: !outer));
        upper = upper >= laps.Upper ? laps.Upper : Math.Min(laps.Upper, OnGrid(upper, up: outer));
        if (lower < upper)
        {
            targets.Add((lower, upper));
        }
    }

    // Division and multiplication by a power of two are exact here, and so is the whole number between.
    private double OnGrid(double x, bool up)
    {
        double units = x / unit;
        return unit == 0 || Math.Abs(units) >= 1L << 52 ? x : unit * (up ? Math.Ceiling(units) : Math.Floor(units));
    }
}
