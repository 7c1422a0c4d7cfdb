using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Oscillations;
using TorchDynInspect.Dynamics.Periods;

namespace TorchDynInspect.Dynamics.Entropy.Bounds;

/// <summary>The bounds E1, E3, E4, E5 and those of laps and of slopes for a piecewise-linear interval map, each from exact readings and each beside a certified enclosure of the entropy.</summary>
internal static class IntervalMapBounds
{
    private const int MaxSegments = 100_000;

    /// <summary>Reads a map.</summary>
    /// <param name="network">The network that it is; null for a map without one.</param>
    /// <param name="map">f, of its interval into itself.</param>
    /// <param name="options">How far.</param>
    /// <param name="entropy">A certified enclosure of h_top(f) to compare with; null for none.</param>
    /// <param name="escapes">Whether values outside the interval were moved to its ends, so that the map is not all f's (<see cref="PeriodSearch"/>).</param>
    /// <param name="cancellation">Stops with what has been read.</param>
    /// <exception cref="InvalidInputException">The map leaves its interval.</exception>
    public static IntervalMapReadings Of(
        Network? network,
        PiecewiseLinearIntervalMap map,
        EntropyOptions options,
        (double Lower, double Upper)? entropy = null,
        bool escapes = false,
        CancellationToken cancellation = default)
    {
        if (!map.IsSelfMap)
        {
            throw new InvalidInputException("bounds of entropy: the map leaves its interval, expected a map of an interval into itself");
        }

        WorkLimit whole = new(MaxSegments, options.Budget, cancellation);
        IterateWords words = new(map);
        List<string> remarks = [];
        ImmutableArray<BigInteger> laps = [.. LapGrowth.Counts(words, options.Iterates, whole)];
        if (laps.Length < options.Iterates)
        {
            remarks.Add($"Laps were counted up to f^{laps.Length}: the limit of {MaxSegments} segments or of time was reached.");
        }
        else if (laps.Any(count => count > long.MaxValue))
        {
            remarks.Add("Laps beyond 2^63 are not listed.");
        }

        ItineraryGraph graph = new(map);
        PeriodSet periods = PeriodSearch.Of(map, graph, PeriodsOf(options, whole), escapes, cancellation);
        if (!periods.Complete)
        {
            remarks.Add($"Whether the periods {string.Join(", ", periods.Undecided)} occur is not decided: "
                + (escapes ? "orbits leave the interval." : "the limit of itineraries or of time was reached."));
        }

        List<Horseshoe> horseshoes = new HorseshoeSearch(map, graph, words).Find(options.Iterates, whole);
        EntropyBound[] bounds =
        [
            .. network is null ? [] : Architecture.Bound(network),
            .. OfLaps(laps),
            OfSlope(map),
            SlopeBound.Of(graph),
            OfPeriods(periods),
            OfHorseshoes(horseshoes),
        ];
        return new IntervalMapReadings(
            laps, periods, [.. horseshoes], [.. bounds], [.. bounds.Select(bound => EntropyTheory.Beside(bound, entropy)), EntropyTheory.Sharkovsky(periods)], [.. remarks]);
    }

    private static PeriodOptions PeriodsOf(EntropyOptions options, WorkLimit limit) =>
        limit.Left is { } left ? new PeriodOptions { Most = options.Periods, Budget = left } : new PeriodOptions { Most = options.Periods };

    // lap(f^(m+n)) ≤ lap(f^m)·lap(f^n), so that every n gives a bound and h is their infimum.
    private static IEnumerable<EntropyBound> OfLaps(ImmutableArray<BigInteger> laps)
    {
        if (!laps.IsEmpty)
        {
            int n = Enumerable.Range(1, laps.Length).MinBy(k => Horseshoe.RateOf(laps[k - 1], k).Upper);
            yield return new EntropyBound(
                "laps",
                "Misiurewicz, Szlenk 1980: h = inf (1/n) log lap(f^n)",
                BoundKind.Upper,
                Horseshoe.RateOf(laps[n - 1], n).Upper,
                EvidenceLevel.Certified,
                $"lap(f) = {laps[0]}, lap(f^{n}) = {laps[n - 1]}");
        }
    }

    private static EntropyBound OfSlope(PiecewiseLinearIntervalMap map)
    {
        Interval slope = map.LargestSlope.ToInterval();
        return LipschitzBound.Of(1, slope.Upper, "1-D", $"the largest slope is {EntropyTheory.Text(slope.Upper)}, exactly a rational number");
    }

    /// <summary>E4.</summary>
    internal static EntropyBound OfPeriods(PeriodSet periods)
    {
        int? period = periods.Periods.IsEmpty ? null : periods.Periods.MaxBy(p => PeriodGrowth.Entropy(p).Lower);
        return new EntropyBound(
            "E4",
            "Block, Guckenheimer, Misiurewicz, Young 1980: period 2^s·q forces 2^(−s) log λ_q",
            BoundKind.Lower,
            periods.EntropyBelow,
            periods.Evidence,
            period is null || periods.EntropyBelow == 0 ? "no period other than powers of two is proved" : $"period {period}");
    }

    private static EntropyBound OfHorseshoes(List<Horseshoe> horseshoes) => new(
        "E5",
        "Misiurewicz, Szlenk 1980: an s-horseshoe of f^k forces (log s)/k",
        BoundKind.Lower,
        horseshoes.Count == 0 ? 0 : horseshoes[^1].Entropy,
        EvidenceLevel.Certified,
        horseshoes.Count == 0 ? "no horseshoe was found" : string.Create(
            CultureInfo.InvariantCulture,
            $"f^{horseshoes[^1].Iterate} has a {horseshoes[^1].Branches}-horseshoe on [{horseshoes[^1].Lower:G6}, {horseshoes[^1].Upper:G6}]"));
}
