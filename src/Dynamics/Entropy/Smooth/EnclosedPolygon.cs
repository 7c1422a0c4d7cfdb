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

    // A breakpoint that is no double has a place one unit wide; the value encloses f on all of it.
    private TurningZone Zone(int breakpoint)
    {
        Interval place = breakpoints[breakpoint];
        return new TurningZone(place, place.IsPoint ? values[breakpoint] : values[breakpoint].Hull(Value(place.Lower)).Hull(Value(place.Upper)));
    }

    private Interval Value(double x)
    {
        (int low, int high) = (0, slopes.Length - 1);
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = breakpoints[middle].Lower <= x ? (middle, high) : (low, middle - 1);
        }

        // In the enclosures of breakpoints any piece between may be the right one.
        Interval value = On(low, x);
        while (low > 0 && x < breakpoints[low].Upper)
        {
            value = value.Hull(On(--low, x));
        }

        return value;
    }

    private Interval On(int piece, double x) => values[piece] + (slopes[piece] * (Interval.Point(x) - breakpoints[piece]));
}
