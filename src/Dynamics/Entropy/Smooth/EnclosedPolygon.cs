using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Entropy.Smooth;

/// <summary>A piecewise-linear map in outward-rounded doubles: where exact ends grow too long, a few digits carry further.</summary>
internal sealed class EnclosedPolygon
{
    private readonly Interval[] breakpoints;
    private readonly Interval[] values;
    private readonly Interval[] slopes;

    private EnclosedPolygon(PiecewiseLinearIntervalMap map)
    {
        breakpoints = [.. map.Breakpoints.Select(x => x.ToInterval())];
        values = [.. map.Values.Select(y => y.ToInterval())];
        slopes = [.. map.Pieces.Select(piece => piece.Slope.ToInterval())];
    }

    /// <summary>The laps of a map.</summary>
    /// <param name="map">Maps its domain into itself.</param>
    public static EnclosedLaps Laps(PiecewiseLinearIntervalMap map)
    {
        EnclosedPolygon polygon = new(map);
        return new EnclosedLaps(
            polygon.Value,
            [polygon.Zone(0), .. map.Laps.Select(lap => polygon.Zone(lap.Last))],
            [.. map.Laps.Select(lap => lap.Direction < 0 ? -1 : 1)]);
    }

    private TurningZone Zone(int breakpoint) => new(breakpoints[breakpoint], values[breakpoint]);

    private Interval Value(double x)
    {
        (int low, int high) = (0, slopes.Length - 1);
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = breakpoints[middle].Lower <= x ? (middle, high) : (low, middle - 1);
        }

        // In the enclosure of a breakpoint either piece may be the right one.
        Interval value = On(low, x);
        return low > 0 && x < breakpoints[low].Upper ? value.Hull(On(low - 1, x)) : value;
    }

    private Interval On(int piece, double x) => values[piece] + (slopes[piece] * (Interval.Point(x) - breakpoints[piece]));
}
