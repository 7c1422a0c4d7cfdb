using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth;

/// <summary>All fixed points and cycles of a network without flow layers in a box, proved by branch and prune on f^k(x) − x.</summary>
internal static class BoxFixedPoints
{
    /// <summary>Searches period after period. Exponential in the dimension at worst.</summary>
    /// <param name="network">f, from R^d to R^d.</param>
    /// <param name="box">Where to look.</param>
    /// <param name="options">The search.</param>
    /// <param name="maxBoxes">Boxes looked at for each period at most; null for no limit.</param>
    /// <param name="progress">Told the share of the work done; may be null.</param>
    /// <param name="cancellation">Cuts the search.</param>
    /// <param name="kind">Whether the network is a map or a vector field, whose equilibria are then found, of period 1.</param>
    /// <exception cref="InvalidInputException">The network holds a flow layer.</exception>
    public static FixedPointResult Search(
        Network network,
        Box box,
        FixedPointOptions options,
        long? maxBoxes,
        IProgress<double>? progress,
        CancellationToken cancellation,
        SystemKind kind = SystemKind.Map)
    {
        Stopwatch clock = Stopwatch.StartNew();
        List<FixedPoint> points = [];
        List<Cycle> cycles = [];
        List<Box> unresolved = [];
        List<string> remarks = [];
        int finished = 0;
        bool interrupted = false;
        for (int period = 1; period <= options.Period && !interrupted; period++)
        {
            NetworkZeros system = System(network, kind, period);
            ZeroSearchResult search = system.Zeros(
                box,
                new ZeroSearchOptions
                {
                    Budget = options.Budget - clock.Elapsed is TimeSpan left ? (left > TimeSpan.Zero ? left : TimeSpan.Zero) : null,
                    MaxBoxes = maxBoxes,
                    Workers = options.Workers > 0 ? options.Workers : Environment.ProcessorCount,
                },
                progress: progress is null ? null : new Part(progress, period - 1, options.Period),
                cancellation: cancellation);
            if (period == 1)
            {
                points = PointAssembly.Points(system, search.Zeros);
            }
            else
            {
                cycles.AddRange(new CycleProof(network).Cycles(system, search.Zeros, period, unresolved));
            }

            unresolved.AddRange(search.Unresolved.Select(part => part.Box));
            interrupted = search.Interrupted;
            finished = unresolved.Count == 0 ? period : finished;
            progress?.Report((double)period / options.Period);
        }

        if (unresolved.Count > 0)
        {
            remarks.Add(finished == 0
                ? "the fixed points are not proved complete"
                : $"the lists are proved complete up to period {finished} only");
        }

        return new FixedPointResult
        {
            Box = box,
            Options = options,
            Method = FixedPointMethod.Boxes,
            Points = [.. points],
            Cycles = [.. cycles],
            Unresolved = [.. unresolved],
            Complete = unresolved.Count == 0 && !interrupted,
            Evidence = EvidenceLevel.Certified,
            Interrupted = interrupted,
            Remarks = options.Period > 1 ? [.. remarks] : [],
            Theory = kind == SystemKind.Map ? [.. WidthOneTheory.Entries(network, [.. points], false)] : [],
        };
    }

    private static NetworkZeros System(Network network, SystemKind kind, int period) => NetworkZeros.Of(network, kind, period)
        ?? throw new InvalidInputException("fixed points: the method of boxes does not cover flow layers; expected another method");

    /// <summary>One period's share of the whole progress.</summary>
    private sealed class Part(IProgress<double> whole, int before, int of) : IProgress<ZeroSearchProgress>
    {
        public void Report(ZeroSearchProgress value) => whole.Report((before + value.Share) / of);
    }
}
