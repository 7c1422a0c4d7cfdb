using System.Collections.Immutable;
using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.PeriodicOrbits;

namespace TorchDynInspect.Dynamics.FixedPoints.Flows;

/// <summary>
/// Fixed points and cycles of a network that is the flow of a vector field: the equilibria of the field are fixed points for every T, as they are of every
/// Runge–Kutta step. Whether there are others is excluded by <see cref="PeriodBound"/>, or left to a search for closed orbits of the exact flow, or to Newton's method on the map of
/// fixed steps, whose points are told apart: those of closed orbits, and those of the scheme alone.
/// </summary>
internal static class FlowFixedPoints
{
    /// <summary>Searches.</summary>
    public static FixedPointResult Search(
        Network network,
        PureFlow flow,
        Box box,
        FixedPointOptions options,
        Matrix? extraStarts,
        IProgress<double>? progress,
        CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        FixedPointResult equilibria = FieldEquilibria.Search(flow.Field, box, options with { Budget = options.Budget / 2 }, extraStarts, progress, cancellation);
        SchemeSpectrum scheme = new(flow.Layer);
        TheoryEntry bound = PeriodBound.Of(flow.Layer, options.Period);
        FixedPointResult rest = equilibria with
        {
            Options = options,
            Points = [.. equilibria.Points.Select(scheme.OfTheMap)],
            Equilibria = equilibria.Points,
            Remarks = [.. equilibria.Remarks, Convention(flow.Layer)],
        };
        if (bound.Applies)
        {
            TheoryEntry entry = bound with { Observed = "only equilibria: by this theorem, not by a search of its own" };
            return rest with { Theory = [entry, .. WidthOneTheory.Entries(network, rest.Points, !rest.Continua.IsEmpty)] };
        }

        TimeSpan? left = options.Budget - clock.Elapsed;
        FixedPointOptions second = options with { Budget = left < TimeSpan.Zero ? TimeSpan.Zero : left };
        return flow.Layer.Solver.IsAdaptive
            ? WithOrbits(flow, second, extraStarts, rest, bound, cancellation)
            : WithStepPoints(flow, rest, MultiStartNewton.Search(network, box, second, extraStarts, progress, cancellation), bound);
    }

    /// <summary>Of the exact flow, fixed points that are no equilibria lie on closed orbits.</summary>
    private static FixedPointResult WithOrbits(
        PureFlow flow, FixedPointOptions options, Matrix? extraStarts, FixedPointResult equilibria, TheoryEntry bound, CancellationToken cancellation)
    {
        double longest = Math.Abs(flow.Layer.Time) * options.Period;
        PeriodicOrbitResult orbits = flow.Field.PeriodicOrbits(
            equilibria.Box,
            new PeriodicOrbitOptions { Seed = options.Seed, Horizon = Math.Max(20, 3 * longest), Budget = options.Budget, Workers = options.Workers },
            extraStarts,
            cancellation);
        OrbitPoints moving = new(flow, equilibria.Box, options.Period);
        moving.Add(orbits);
        int others = moving.Points.Count + moving.Cycles.Count;
        return equilibria with
        {
            Points = [.. equilibria.Points.Concat(moving.Points).OrderBy(point => point.X, Lexicographic)],
            Cycles = [.. moving.Cycles.OrderBy(cycle => cycle.Period).ThenBy(cycle => cycle.Points[0], Lexicographic)],
            Complete = false,
            Evidence = EvidenceLevel.Sampled,
            Interrupted = equilibria.Interrupted || orbits.Interrupted,
            Remarks = [.. equilibria.Remarks, Completeness(equilibria, "lie on closed orbits"), .. moving.Remarks],
            Theory =
            [
                bound with { Observed = others == 0 ? "only equilibria, by a search for closed orbits" : $"{others} closed orbits that φ_T or an iterate fixes" },
                .. orbits.Theory,
            ],
        };
    }

    /// <summary>Of fixed steps, whatever Newton's method finds on their map.</summary>
    private static FixedPointResult WithStepPoints(PureFlow flow, FixedPointResult equilibria, FixedPointResult sampled, TheoryEntry bound)
    {
        MovingPoints moving = new(flow);
        List<FixedPoint> others = [];
        List<FixedPoint> missed = [];
        foreach (FixedPoint point in sampled.Points)
        {
            if (moving.Equilibrium(point.X.AsSpan()) is not double[] zero)
            {
                others.Add(point with { Remark = moving.Describe(point.X.AsSpan(), 1) });
            }
            else if (!equilibria.Complete && !equilibria.Equilibria.Any(known => MaximumNorm.Distance(known.X.AsSpan(), zero) <= 1e-8 * (1 + zero.Max(Math.Abs))))
            {
                missed.Add(point with { Remark = "an equilibrium of the field that only Newton's method on the map has found" });
            }
        }

        ImmutableArray<Cycle> cycles = [.. sampled.Cycles.Select(cycle => cycle with { Remark = moving.Describe(cycle.Points[0].AsSpan(), cycle.Period) })];
        return equilibria with
        {
            Points = [.. equilibria.Points.Concat(others).Concat(missed).OrderBy(point => point.X, Lexicographic)],
            Cycles = cycles,
            Complete = false,
            Evidence = EvidenceLevel.Sampled,
            Interrupted = equilibria.Interrupted || sampled.Interrupted,
            Remarks = [.. equilibria.Remarks, Completeness(equilibria, "are Newton's"), .. sampled.Remarks],
            Theory =
            [
                bound with
                {
                    Observed = others.Count + cycles.Length == 0
                        ? "only equilibria, by Newton's method from many starts"
                        : $"{others.Count + cycles.Length} fixed points or cycles beside the equilibria",
                },
                .. sampled.Theory,
            ],
        };
    }

    private static string Completeness(FixedPointResult equilibria, string others) => equilibria.Complete
        ? $"the equilibria of the field are all of them, proved; other fixed points {others}, and some may have been missed"
        : $"equilibria may have been missed; other fixed points {others}, and some may have been missed as well";

    private static string Convention(Flow flow) =>
        $"equilibria are judged by Re λ of the field's Jacobian; as fixed points of the time-{flow.Time:G6} map they have the multipliers "
        + (flow.Solver.IsAdaptive ? "e^(Tλ)" : $"R(hλ)^N of {flow.Solver.Steps} {flow.Solver.Name} {(flow.Solver.Steps == 1 ? "step" : "steps")}");

    /// <summary>By the first coordinate that differs.</summary>
    public static Comparer<ImmutableArray<double>> Lexicographic { get; } =
        Comparer<ImmutableArray<double>>.Create((a, b) => a.AsSpan().SequenceCompareTo(b.AsSpan()));
}
