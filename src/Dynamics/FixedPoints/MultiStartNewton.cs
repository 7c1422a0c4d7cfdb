using System.Collections.Immutable;
using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints.Smooth;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>Multi-start Newton for f(x) = x and f^k(x) = x, from the user's states also after a descent by Levenberg and Marquardt. Each point is proved where that is possible; evidence of completeness is Sampled: a point that no start reaches is missed.</summary>
internal static class MultiStartNewton
{
    /// <summary>How many points of a suspected continuum are listed.</summary>
    private const int ContinuumSample = 64;

    private const int Chunk = 256;

    /// <summary>
    /// Searches a box. The result depends on the seed and the starts only, not on the number of cores, unless the search is interrupted.
    /// O(Starts · MaxIterations · (cost of an affine map + d³)) for each period.
    /// </summary>
    public static FixedPointResult Search(
        Network network, Box box, FixedPointOptions options, Matrix? extraStarts, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (options.Starts < 0 || options.MaxIterations < 1 || !(options.Tolerance > 0))
        {
            throw new InvalidInputException("fixed points: expected starts ≥ 0, iterations ≥ 1 and a positive tolerance");
        }

        Stopwatch clock = Stopwatch.StartNew();
        double[] starts = Starts(box, options, extraStarts);
        ImmutableArray<FixedPoint> points = [];
        List<Cycle> cycles = [];
        List<string> remarks = [];
        bool interrupted = false;
        for (int period = 1; period <= options.Period && !interrupted; period++)
        {
            IteratedMap map = new(network, period);
            CandidateList list = new(box);
            NewtonBatch newton = new(map, box, options);
            int d = network.Inputs;
            if (extraStarts is not null && !Stopped())
            {
                // The user's own states are worth a second way down.
                list.AddRange(newton.Run(new LevenbergMarquardtBatch(map, options.MaxIterations).Run(extraStarts.Values, Stopped), Stopped));
            }

            for (int at = 0; at < starts.Length && !Stopped(); at += Chunk * d)
            {
                list.AddRange(newton.Run(starts.AsSpan(at, Math.Min(Chunk * d, starts.Length - at)), Stopped));
                progress?.Report((period - 1 + (Math.Min(at + (Chunk * d), starts.Length) / (double)starts.Length)) / options.Period);
            }

            interrupted = Stopped();
            if (period == 1)
            {
                points = NewtonCertificate.Points(network, box, Report(map, list, remarks));
            }
            else
            {
                cycles.AddRange(NewtonCertificate.Cycles(network, CycleAssembly.Assemble(network, map, list, period, remarks), period));
            }
        }

        return new FixedPointResult
        {
            Box = box,
            Options = options,
            Method = FixedPointMethod.Newton,
            Points = points,
            Cycles = [.. cycles],
            Complete = false,
            Evidence = EvidenceLevel.Sampled,
            Interrupted = interrupted,
            Remarks = [.. remarks],
            Theory = [.. WidthOneTheory.Entries(network, points, remarks.Count > 0)],
        };

        bool Stopped() => cancellation.IsCancellationRequested || clock.Elapsed > options.Budget;
    }

    /// <summary>Takes every n-th of the singular candidates when they are too many, and says so.</summary>
    internal static List<Candidate> Bounded(IReadOnlyList<Candidate> candidates, string what, List<string> remarks)
    {
        int singular = candidates.Count(c => c.IsSingular);
        if (singular <= ContinuumSample)
        {
            return [.. candidates];
        }

        remarks.Add($"{singular} {what} with a singular I − Df were reached, probably a continuum; {ContinuumSample} of them are listed");
        List<Candidate> kept = [];
        int seen = 0;
        foreach (Candidate candidate in candidates)
        {
            if (!candidate.IsSingular || (long)seen * ContinuumSample / singular != (long)(++seen) * ContinuumSample / singular)
            {
                kept.Add(candidate);
            }
        }

        return kept;
    }

    private static ImmutableArray<FixedPoint> Report(IteratedMap map, CandidateList list, List<string> remarks)
    {
        ImmutableArray<FixedPoint>.Builder points = ImmutableArray.CreateBuilder<FixedPoint>();
        foreach (Candidate candidate in Bounded(list.Sorted(), "fixed points", remarks))
        {
            (var multipliers, Stability stability) = StabilityJudge.Judge(map, candidate);
            points.Add(new FixedPoint
            {
                X = [.. candidate.X],
                Eigenvalues = multipliers,
                Stability = stability,
                Residual = candidate.Residual,
                Evidence = EvidenceLevel.Numerical,
            });
        }

        return points.ToImmutable();
    }

    private static double[] Starts(Box box, FixedPointOptions options, Matrix? extraStarts)
    {
        int d = box.Dimension;
        int extra = extraStarts?.Rows ?? 0;
        double[] starts = new double[checked((extra + options.Starts) * d)];
        extraStarts?.Values.CopyTo(starts);
        Random random = new(options.Seed);
        for (int i = extra * d; i < starts.Length; i++)
        {
            int axis = i % d;
            double share = random.NextDouble();
            starts[i] = (box.Lower[axis] * (1 - share)) + (box.Upper[axis] * share);
        }

        // The first start is the centre: a network without biases rests there, and random starts may all run past it.
        for (int axis = 0; axis < d && options.Starts > 0; axis++)
        {
            starts[(extra * d) + axis] = (box.Lower[axis] / 2) + (box.Upper[axis] / 2);
        }

        return starts;
    }
}
