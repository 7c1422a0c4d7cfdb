using System.Collections.Immutable;
using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>
/// All fixed points and cycles of a continuous piecewise-linear network in a box, proved: regions of x = f^k(x) are refuted by linear programs whose multipliers
/// are checked with directed rounding, and what is left is solved cell by cell in exact rationals.
/// </summary>
internal static class CellFixedPoints
{
    /// <summary>Searches. Exponential in the number of units at worst; what decides is how many cells the linear bounds leave.</summary>
    /// <exception cref="InvalidInputException">The network is not continuous and piecewise linear.</exception>
    public static FixedPointResult Search(Network network, Box box, FixedPointOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        PiecewiseLinearProgram map = PiecewiseLinearProgram.Of(network);
        PiecewiseLinearProgram iterate = map;
        int workers = options.Workers > 0 ? options.Workers : Environment.ProcessorCount;
        ExactReport report = new(map);
        List<Box> unresolved = [];
        int finished = 0;
        for (int period = 1; period <= options.Period; period++)
        {
            int before = period - 1;
            IProgress<double>? part = progress is null ? null : new Part(progress, before, options.Period);
            PeriodSearch search = PeriodSearch.Run(iterate, box, workers, Stopped, part);
            report.Add(search, period);
            unresolved.AddRange(search.Unresolved);
            if (!search.Unresolved.IsEmpty)
            {
                break;
            }

            finished = period;
            progress?.Report((double)period / options.Period);
            iterate = period < options.Period ? iterate.Then(map) : iterate;
        }

        bool complete = finished == options.Period;
        if (!complete && options.Period > 1)
        {
            report.Remarks.Add(finished == 0
                ? "the search was stopped among the fixed points: no cycles were looked for"
                : $"the search was stopped among the points of period {finished + 1}: lists are proved complete up to period {finished} only");
        }

        return new FixedPointResult
        {
            Box = box,
            Options = options,
            Method = FixedPointMethod.Cells,
            Points = [.. report.Points],
            Cycles = [.. report.Cycles],
            Continua = [.. report.Continua],
            Unresolved = [.. unresolved],
            Complete = complete,
            Evidence = EvidenceLevel.Certified,
            Interrupted = !complete,
            Remarks = [.. report.Remarks],
            Theory = [.. WidthOneTheory.Entries(network, [.. report.Points], report.Continua.Exists(continuum => continuum.Period == 1))],
        };

        bool Stopped() => cancellation.IsCancellationRequested || clock.Elapsed > options.Budget;
    }

    /// <summary>One period's share of the whole progress.</summary>
    private sealed class Part(IProgress<double> whole, int before, int of) : IProgress<double>
    {
        public void Report(double value) => whole.Report((before + Math.Clamp(value, 0, 1)) / of);
    }
}
