using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Oscillations;

namespace TorchDynInspect.Dynamics.Periods;

/// <summary>
/// All least periods of an interval map up to a number, from exact solutions. The strongest period that occurs forces the others; each is looked for itself all the same, so that
/// Sharkovsky's theorem and the solutions check each other.
/// </summary>
internal static class PeriodSearch
{
    /// <summary>The periods of a piecewise-linear map of an interval into itself.</summary>
    /// <param name="map">f; or f with values outside the interval moved to its ends, when orbits escape.</param>
    /// <param name="options">How far.</param>
    /// <param name="escapes">
    /// Whether values were moved. Then a cycle through an end of the interval need not be one of f: it is dropped, and no period is said to be absent because of it.
    /// </param>
    /// <param name="cancellation">Stops with what has been decided.</param>
    public static PeriodSet Of(PiecewiseLinearIntervalMap map, PeriodOptions options, bool escapes = false, CancellationToken cancellation = default) =>
        Of(map, new ItineraryGraph(map), options, escapes, cancellation);

    /// <summary>The same with the cells of f at hand.</summary>
    internal static PeriodSet Of(PiecewiseLinearIntervalMap map, ItineraryGraph graph, PeriodOptions options, bool escapes, CancellationToken cancellation)
    {
        WorkLimit limit = new(options.MaxItineraries, options.Budget, cancellation);
        SortedDictionary<int, Rational> found = [];
        HashSet<int> absent = [];

        // From the weakest period on: where one does not occur, no stronger one does, and their itineraries need not be followed.
        foreach (int period in SharkovskyOrder.UpTo(options.Most).Reverse())
        {
            if (absent.Any(missing => SharkovskyOrder.Forces(period, missing)))
            {
                absent.Add(period);
                continue;
            }

            ItinerarySearch search = new(graph, period, limit);
            if (search.Find(x => !escapes || StaysInside(map, x, period)) is { } x)
            {
                found.Add(period, x);
            }
            else if (!search.CutShort && !escapes)
            {
                absent.Add(period);
            }
        }

        return Of(options.Most, [.. found.Select(pair => new PeriodicPoint(pair.Key, pair.Value.ToInterval()))], absent);
    }

    /// <summary>Completes lists of periods by what they force, and what would force an absent one.</summary>
    internal static PeriodSet Of(int most, ImmutableArray<PeriodicPoint> points, IEnumerable<int> absent)
    {
        int[] missing = [.. absent];
        return new PeriodSet
        {
            Most = most,
            Periods = [.. Enumerable.Range(1, most).Where(q => points.Any(point => SharkovskyOrder.Forces(point.Period, q)))],
            Points = points,
            Absent = [.. Enumerable.Range(1, most).Where(q => missing.Any(none => SharkovskyOrder.Forces(q, none)))],
            Evidence = EvidenceLevel.Certified,
        };
    }

    private static bool StaysInside(PiecewiseLinearIntervalMap map, Rational x, int period)
    {
        for (int k = 0; k < period; k++)
        {
            x = map.Evaluate(x);
            if (x == map.Lower || x == map.Upper)
            {
                return false;
            }
        }

        return true;
    }
}
