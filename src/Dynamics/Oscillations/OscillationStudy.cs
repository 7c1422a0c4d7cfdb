using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Oscillations;

/// <summary>Oscillations of the iterates of a one-dimensional network (Telgarsky 2016; Bu, Zhang, Luo, arXiv 2010.07587): what a shallow network cannot follow.</summary>
public static class OscillationStudy
{
    private const int MaxSegments = 200_000;

    /// <summary>
    /// Counts how often f, f², …, f^n cross a band and how many laps they have, exactly, without composing them: time grows with the number of different segments that turning points
    /// run through, not with the laps.
    /// </summary>
    /// <param name="network">A piecewise-linear network, one input, one output.</param>
    /// <param name="interval">Where; enlarged to the smallest interval that f maps into itself.</param>
    /// <param name="band">The band [a, b], a ≤ b.</param>
    /// <param name="iterates">n, at least 1.</param>
    /// <param name="budget">Stop after this time with the counts so far; null for no limit.</param>
    /// <param name="cancellation">Stops with the counts so far.</param>
    /// <exception cref="InvalidInputException">The network is not of that kind, an interval is not one, or no invariant interval holds the given one.</exception>
    public static OscillationCounts Oscillations(
        this Network network,
        (double Lower, double Upper) interval,
        (double Lower, double Upper) band,
        int iterates,
        TimeSpan? budget = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterates, 1);
        if (!(band.Lower <= band.Upper))
        {
            throw new InvalidInputException($"oscillations: band [{band.Lower}, {band.Upper}], expected a lower bound of at most the upper one");
        }

        WorkLimit limit = new(MaxSegments, budget, cancellation);
        (PiecewiseLinearIntervalMap? map, string? obstacle) = InvariantInterval.Around(
            new IntervalMapSweep(network), Rational.Of(interval.Lower), Rational.Of(interval.Upper), () => limit.IsOver);
        if (map is null && obstacle is null)
        {
            return new OscillationCounts { Interval = interval, Band = band, Crossings = [], Laps = [], Complete = false };
        }

        if (map is null)
        {
            throw new InvalidInputException($"oscillations on [{interval.Lower}, {interval.Upper}]: {obstacle}, expected an interval whose orbits stay bounded");
        }

        IterateWords words = new(map);
        OscillationCounts counts = new()
        {
            Interval = (map.Lower.RoundedDown(), map.Upper.RoundedUp()),
            Band = band,
            Crossings = [.. Crossings.Counts(words, Rational.Of(band.Lower), Rational.Of(band.Upper), iterates, limit)],
            Laps = [.. LapGrowth.Counts(words, iterates, limit)],
            Complete = true,
        };
        return counts with { Complete = counts.Crossings.Length == iterates && counts.Laps.Length == iterates };
    }
}
