using System.Diagnostics;
using TorchDynInspect.Dynamics.Entropy.Bounds;
using TorchDynInspect.Dynamics.Entropy.Smooth;
using TorchDynInspect.Dynamics.Entropy.Tower;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Periods;

namespace TorchDynInspect.Dynamics.Entropy;

/// <summary>The entropy of a piecewise-linear map of an interval, in exact rationals.</summary>
internal static class PiecewiseLinearEntropy
{
    /// <summary>See <see cref="EntropyAnalysis"/>.</summary>
    public static EntropyResult Of(
        Network network, (double Lower, double Upper) interval, EntropyOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        IntervalMapSweep sweep = new(network);
        (Rational a, Rational b) = (Rational.Of(interval.Lower), Rational.Of(interval.Upper));
        (PiecewiseLinearIntervalMap? map, string? obstacle) = InvariantInterval.Around(sweep, a, b, cancellation);
        PiecewiseLinearIntervalMap inside = map ?? sweep.Over(a, b, cancellation).Clamped();
        EntropyResult found = Of(inside, interval, options, progress, cancellation);
        found = IntervalMapBounds.Of(network, inside, options, (found.Lower, found.Upper), obstacle is not null, cancellation).AddTo(found);
        return obstacle is null ? found : found with { Escapes = true, Remarks = [EntropyRemarks.Escape(interval, obstacle), .. found.Remarks] };
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
