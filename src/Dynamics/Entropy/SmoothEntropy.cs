using System.Diagnostics;
using TorchDynInspect.Dynamics.Entropy.Bounds;
using TorchDynInspect.Dynamics.Entropy.Smooth;
using TorchDynInspect.Dynamics.Entropy.Tower;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Entropy;

/// <summary>The entropy of a C² map of an interval from enclosures.</summary>
internal static class SmoothEntropy
{
    private const int MostSteps = 48;

    /// <summary>See <see cref="EntropyAnalysis"/>.</summary>
    public static EntropyResult Of(
        IEnclosedFunction function, (double Lower, double Upper) asked, EntropyOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        (EnclosedLaps laps, string? obstacle) = Invariant(function, asked, Stop);
        TowerRefinement refinement = new(options.Tolerance, Stop);
        if (laps.IsBounding)
        {
            refinement.AtMost(TowerRefinement.Logarithm(new Interval(laps.Directions.Length, laps.Directions.Length)).Upper);
        }

        double slope = SlopeSupremum.Above(function, new Interval(laps.Lower, laps.Upper), Stop);
        refinement.AtMost(LipschitzBound.Of(1, slope, "1-D", "sup |f′|").Value);
        EnclosedTowers.Refine(laps, refinement, options.MaxNodes, progress);
        TowerBounds bounds = refinement.Best;
        return new EntropyResult
        {
            Asked = asked,
            Invariant = (laps.Lower, laps.Upper),
            Escapes = obstacle is not null,
            Lower = bounds.Lower,
            Upper = bounds.Upper,
            Evidence = EvidenceLevel.Certified,
            Laps = laps.Directions.Length,
            Closed = false,
            Nodes = bounds.Nodes,
            Tower = bounds.Intervals,
            Bounds = bounds.Entries(),
            Complete = bounds.Gap <= options.Tolerance,
            Remarks =
            [
                .. obstacle is null ? Array.Empty<string>() : [EntropyRemarks.Escape(asked, obstacle)],
                .. laps.IsDecided ? Array.Empty<string>() : [EntropyRemarks.Undecided(laps)],
            ],
        };

        bool Stop() => cancellation.IsCancellationRequested || (options.Budget is { } budget && Stopwatch.GetElapsedTime(start) > budget);
    }

    /// <summary>The hull of the interval and its image, again and again; a little more than that when it does not close, since the limit is met by rounding only.</summary>
    private static (EnclosedLaps Laps, string? Obstacle) Invariant(IEnclosedFunction function, (double Lower, double Upper) asked, Func<bool> stop)
    {
        (double a, double b) = asked;
        EnclosedLaps? first = null;
        for (int step = 0; step < MostSteps; step++)
        {
            EnclosedLaps laps = TurningPointSearch.Laps(function, a, b, stop);
            first ??= laps;
            Interval image = laps.Image;
            if (image.Lower >= a && image.Upper <= b)
            {
                return (laps, null);
            }

            if (stop() || !image.IsBounded || image.Upper - image.Lower > 1e9 * (asked.Upper - asked.Lower))
            {
                break;
            }

            double margin = step < 8 ? 0 : Math.ScaleB(image.Upper - image.Lower, -30 + (step / 4));
            (a, b) = (image.Lower < a ? image.Lower - margin : a, image.Upper > b ? image.Upper + margin : b);
        }

        return (first!, "no interval around it was proved to be mapped into itself");
    }
}
