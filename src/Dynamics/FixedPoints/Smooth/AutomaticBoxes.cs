using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth;

/// <summary>
/// Boxes as far as a limit on the work goes; where they leave something open, Newton's points beside what is proved. Points of Newton that are already listed are
/// found out by their enclosures.
/// </summary>
internal static class AutomaticBoxes
{
    /// <summary>About two seconds of one core: multiplications of all boxes of one period together.</summary>
    private const double Work = 4e9;

    /// <summary>Above it branch and prune has little hope, and a limit in boxes is soon reached by large products.</summary>
    private const int LargestDimension = 64;

    /// <summary>Searches.</summary>
    public static FixedPointResult Search(
        Network network, Box box, FixedPointOptions options, Matrix? extraStarts, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (MostBoxes(network, SystemKind.Map) is not long most)
        {
            return MultiStartNewton.Search(network, box, options, extraStarts, progress, cancellation);
        }

        Stopwatch clock = Stopwatch.StartNew();
        FixedPointOptions boxes = options with { Budget = options.Budget / 2 };
        FixedPointResult proved = BoxFixedPoints.Search(network, box, boxes, most, progress, cancellation);
        if (proved.Complete || cancellation.IsCancellationRequested)
        {
            return proved with { Options = options };
        }

        FixedPointOptions rest = options with { Budget = options.Budget - clock.Elapsed };
        FixedPointResult sampled = MultiStartNewton.Search(network, box, rest, extraStarts, progress, cancellation);
        return proved with
        {
            Options = options,
            Points = [.. proved.Points.Concat(sampled.Points.Where(point => !proved.Points.Any(other => AreSame(point, other)))).Order(ByCoordinates)],
            Cycles =
            [
                .. proved.Cycles.Concat(sampled.Cycles.Where(cycle => !proved.Cycles.Any(other => AreSame(cycle, other)))).OrderBy(cycle => cycle.Period),
            ],
            Evidence = EvidenceLevel.Sampled,
            Interrupted = sampled.Interrupted,
            Remarks = [.. proved.Remarks, .. sampled.Remarks, "the search over boxes did not end within its limit: Newton's points are listed beside the proved ones"],
        };
    }

    /// <summary>How many boxes the limit on the work pays for; null where branch and prune has no hope, or does not cover the network.</summary>
    public static long? MostBoxes(Network network, SystemKind kind)
    {
        int d = network.Inputs;
        if (d > LargestDimension || NetworkZeros.Of(network, kind) is not NetworkZeros system)
        {
            return null;
        }

        // A box costs about as many multiplications as the linear forms take: every weight times every column, and a few products of d × d matrices.
        double cost = (8.0 * d * d * d) + (network.ParameterCount * (double)(d + system.SharedErrors)) + (400.0 * (d + system.SharedErrors));
        return (long)Math.Max(100, Work / cost);
    }

    private static Comparer<FixedPoint> ByCoordinates { get; } = Comparer<FixedPoint>.Create((a, b) => a.X.AsSpan().SequenceCompareTo(b.X.AsSpan()));

    /// <summary>Whether two fixed points are one: by their enclosures, or by their distance where one has none.</summary>
    public static bool AreSame(FixedPoint a, FixedPoint b) => a.Enclosure is Box first && b.Enclosure is Box second
        ? Meet(first, second)
        : MaximumNorm.Distance(a.X.AsSpan(), b.X.AsSpan()) <= 1e-9 * (1 + b.X.Max(Math.Abs));

    private static bool AreSame(Cycle a, Cycle b) =>
        a.Period == b.Period && b.Points.Any(point => MaximumNorm.Distance(a.Points[0].AsSpan(), point.AsSpan()) <= 1e-9 * (1 + point.Max(Math.Abs)));

    private static bool Meet(Box a, Box b)
    {
        for (int i = 0; i < a.Dimension; i++)
        {
            if (a.Upper[i] < b.Lower[i] || b.Upper[i] < a.Lower[i])
            {
                return false;
            }
        }

        return true;
    }
}
