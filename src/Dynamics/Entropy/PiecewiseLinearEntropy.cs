using System.Diagnostics;
using TorchDynInspect.Dynamics.Entropy.Bounds;
using TorchDynInspect.Dynamics.Entropy.Smooth;
using TorchDynInspect.Dynamics.Entropy.Tower;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Oscillations;
using TorchDynInspect.Dynamics.Periods;

namespace TorchDynInspect.Dynamics.Entropy;

/// <summary>The entropy of a piecewise-linear map of an interval, in exact rationals.</summary>
internal static class PiecewiseLinearEntropy
{
    /// <summary>See <see cref="EntropyAnalysis"/>.</summary>
    public static EntropyResult Of(
        Network network, (double Lower, double Upper) interval, EntropyOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        WorkLimit limit = new(int.MaxValue, options.Budget, cancellation);
        IntervalMapSweep sweep = new(network);
        (Rational a, Rational b) = (Rational.Of(interval.Lower), Rational.Of(interval.Upper));
        (PiecewiseLinearIntervalMap? map, string? obstacle) = InvariantInterval.Around(sweep, a, b, () => limit.IsOver);
        map ??= obstacle is null ? null : sweep.Over(a, b, () => limit.IsOver)?.Clamped();
        if (map is null)
        {
            return Unfinished(network, interval);
        }

        EntropyResult found = Of(map, interval, options with { Budget = limit.Left }, progress, cancellation);
        found = IntervalMapBounds.Of(network, map, options with { Budget = limit.Left }, (found.Lower, found.Upper), obstacle is not null, cancellation).AddTo(found);
        return obstacle is null ? found : found with { Escapes = true, Remarks = [EntropyRemarks.Escape(interval, obstacle), .. found.Remarks] };
    }

    /// <summary>What is known of every network of this architecture.</summary>
    private static EntropyResult Unfinished(Network network, (double Lower, double Upper) interval)
    {
        EntropyBound[] bounds = [.. Architecture.Bound(network)];
        double upper = bounds.Select(bound => bound.Value).DefaultIfEmpty(double.PositiveInfinity).Min();
        return new EntropyResult
        {
            Asked = interval,
            Invariant = interval,
            Lower = 0,
            Upper = upper,
            Evidence = EvidenceLevel.Certified,
            Laps = 0,
            Closed = false,
            Nodes = 0,
            Bounds = [.. bounds],
            Theory = [.. bounds.Select(bound => EntropyTheory.Beside(bound, (0, upper)))],
            Complete = false,
            Remarks = [EntropyRemarks.Unfinished],
        };
    }

    /// <summary>The entropy of a map of its domain into itself.</summary>
    public static EntropyResult Of(
        PiecewiseLinearIntervalMap map, (double Lower, double Upper) asked, EntropyOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        TowerRefinement refinement = new(options.Tolerance, Stop);
        refinement.AtMost(TowerRefinement.Logarithm(new Interval(map.Laps.Length, map.Laps.Length)).Upper);
        refinement.AtMost(TowerRefinement.Logarithm(map.LargestSlope.ToInterval()).Upper);
        refinement.AtLeast(SlopeBound.Of(new ItineraryGraph(map)).Value);
        refinement.Exact(new IntervalTower<int>(new ExactTowerRule(map)), options.MaxNodes);
        EnclosedTowers.Refine(EnclosedPolygon.Laps(map), refinement, options.MaxNodes, progress);
        TowerBounds bounds = refinement.Best;
        return new EntropyResult
        {
            Asked = asked,
            Invariant = (map.Lower.RoundedDown(), map.Upper.RoundedUp()),
            Lower = bounds.Lower,
            Upper = bounds.Upper,
            Evidence = EvidenceLevel.Certified,
            Laps = map.Laps.Length,
            Closed = bounds.Closed,
            Polynomial = bounds.Polynomial,
            Nodes = bounds.Nodes,
            Tower = bounds.Intervals,
            Bounds = bounds.Entries(),
            Complete = bounds.Gap <= options.Tolerance,
        };

        bool Stop() => cancellation.IsCancellationRequested || (options.Budget is { } budget && Stopwatch.GetElapsedTime(start) > budget);
    }
}
