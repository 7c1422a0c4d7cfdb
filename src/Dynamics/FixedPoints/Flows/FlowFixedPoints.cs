using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.PeriodicOrbits;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.FixedPoints.Flows;

/// <summary>
/// Fixed points and cycles of a network that is the flow of a vector field: the equilibria of the field, proved, are fixed points for every T, as they are of every
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
        FixedPointOptions first = options with { Budget = options.Budget / 2 };
        FixedPointResult? proved = options.Method == FixedPointMethod.Auto ? FieldEquilibria.Search(flow.Field, box, first, progress, cancellation) : null;
        TheoryEntry bound = PeriodBound.Of(flow.Layer, options.Period);
        SchemeSpectrum scheme = new(flow.Layer);
        if (proved is { Complete: true } && bound.Applies)
        {
            ImmutableArray<FixedPoint> all = [.. proved.Points.Select(scheme.OfTheMap)];
            return proved with
            {
                Options = options,
                Points = all,
                Equilibria = proved.Points,
                Remarks = Notes(flow.Layer, proved.Remarks),
                Theory = [bound with { Observed = "only equilibria: by this theorem, not by a search of its own" }, .. WidthOneTheory.Entries(network, all, !proved.Continua.IsEmpty)],
            };
        }

        FixedPointOptions rest = options with { Budget = options.Budget - clock.Elapsed is TimeSpan left ? (left > TimeSpan.Zero ? left : TimeSpan.Zero) : null };
        if (proved is { Complete: true } && flow.Layer.Solver.IsAdaptive)
        {
            return WithOrbits(flow, rest, extraStarts, proved, bound, scheme, cancellation) with { Options = options };
        }

        FixedPointResult sampled = MultiStartNewton.Search(network, box, rest, extraStarts, progress, cancellation);
        return Join(flow, options, proved, sampled, bound, scheme);
    }

    /// <summary>Of the exact flow, fixed points that are no equilibria lie on closed orbits.</summary>
    private static FixedPointResult WithOrbits(
        PureFlow flow, FixedPointOptions options, Matrix? extraStarts, FixedPointResult proved, TheoryEntry bound, SchemeSpectrum scheme, CancellationToken cancellation)
    {
        double longest = Math.Abs(flow.Layer.Time) * options.Period;
        PeriodicOrbitResult orbits = flow.Field.PeriodicOrbits(
            proved.Box,
            new PeriodicOrbitOptions { Seed = options.Seed, Horizon = Math.Max(20, 3 * longest), Budget = options.Budget, Workers = options.Workers },
            extraStarts,
            cancellation);
        OrbitPoints moving = new(flow, proved.Box, options.Period);
        moving.Add(orbits);
        int others = moving.Points.Count + moving.Cycles.Count;
        return proved with
        {
            Points = [.. proved.Points.Select(scheme.OfTheMap).Concat(moving.Points).Order(ByCoordinates)],
            Equilibria = proved.Points,
            Cycles = [.. moving.Cycles.OrderBy(cycle => cycle.Period).ThenBy(cycle => cycle.Points[0], Comparer<ImmutableArray<double>>.Create((a, b) => a.AsSpan().SequenceCompareTo(b.AsSpan())))],
            Complete = false,
            Evidence = EvidenceLevel.Sampled,
            Interrupted = orbits.Interrupted,
            Remarks =
            [
                .. Notes(flow.Layer, proved.Remarks),
                "the equilibria of the field are all of them, proved; other fixed points of its flow lie on closed orbits, of which some may have been missed",
                .. moving.Remarks,
            ],
            Theory =
            [
                bound with { Observed = others == 0 ? "only equilibria, by a search for closed orbits" : $"{others} closed orbits that φ_T or an iterate fixes" },
                .. orbits.Theory,
            ],
        };
    }

    private static FixedPointResult Join(
        PureFlow flow, FixedPointOptions options, FixedPointResult? proved, FixedPointResult sampled, TheoryEntry bound, SchemeSpectrum scheme)
    {
        MovingPoints moving = new(flow);
        List<FixedPoint> equilibria = [.. proved?.Points ?? []];
        List<FixedPoint> points = [.. equilibria.Select(scheme.OfTheMap)];
        List<string> remarks = [.. Notes(flow.Layer, proved?.Remarks ?? [])];
        int others = 0;
        foreach (FixedPoint point in sampled.Points)
        {
            if (moving.Equilibrium(point.X.AsSpan()) is double[] rest)
            {
                // Where the proved list is complete, a zero that is not on it lies outside of the box by a rounding.
                if (proved is not { Complete: true }
                    && !equilibria.Exists(known => Candidate.Distance(known.X.AsSpan(), rest) <= 1e-8 * (1 + rest.Max(Math.Abs)))
                    && !IsIn(proved?.Continua ?? [], rest))
                {
                    equilibria.Add(Unproved(flow.Field, rest));
                    points.Add(point);
                }
            }
            else
            {
                points.Add(point with { Remark = moving.Describe(point.X.AsSpan(), 1) });
                others++;
            }
        }

        ImmutableArray<Cycle> cycles =
            [.. sampled.Cycles.Select(cycle => cycle with { Remark = moving.Describe(cycle.Points[0].AsSpan(), cycle.Period) })];
        others += cycles.Length;
        if (proved is not null)
        {
            remarks.Add(proved.Complete
                ? "the equilibria of the field are all of them, proved; other fixed points of the flow are Newton's, some may have been missed"
                : "the search for equilibria did not end within its limit: Newton's points are listed beside the proved ones");
        }

        return sampled with
        {
            Options = options,
            Method = proved?.Method ?? FixedPointMethod.Newton,
            Points = [.. points.Order(ByCoordinates)],
            Equilibria = [.. equilibria.Order(ByCoordinates)],
            Cycles = cycles,
            Continua = proved?.Continua ?? [],
            Unresolved = proved?.Unresolved ?? [],
            Remarks = [.. remarks, .. sampled.Remarks],
            Theory =
            [
                bound with
                {
                    Observed = others == 0 ? "only equilibria, by Newton's method from many starts" : $"{others} fixed points or cycles beside the equilibria",
                    Agrees = bound.Applies && others > 0 ? false : null,
                },
                .. sampled.Theory,
            ],
        };
    }

    private static ImmutableArray<string> Notes(Flow flow, IEnumerable<string> remarks) =>
    [
        .. remarks,
        $"equilibria are judged by Re λ of the field's Jacobian; as fixed points of the time-{flow.Time:G6} map they have the multipliers "
            + (flow.Solver.IsAdaptive ? "e^(Tλ)" : $"R(hλ)^N of {flow.Solver.Steps} {flow.Solver.Name} steps"),
    ];

    private static FixedPoint Unproved(Network field, double[] x)
    {
        AffineMap tangent = field.AffineMap(x);
        ImmutableArray<Complex> eigenvalues = Spectrum.Of(tangent.A).Eigenvalues;
        return new FixedPoint
        {
            X = [.. x],
            Eigenvalues = eigenvalues,
            Stability = FieldEquilibria.Numerical(eigenvalues),
            Judged = SystemKind.Flow,
            Residual = field.Evaluate(x).Max(Math.Abs),
            Evidence = EvidenceLevel.Numerical,
        };
    }

    private static bool IsIn(ImmutableArray<FixedPointContinuum> continua, double[] x) => continua.Any(continuum =>
        Enumerable.Range(0, x.Length).All(i =>
            x[i] >= continuum.Bounds.Lower[i] - (1e-9 * (1 + Math.Abs(x[i]))) && x[i] <= continuum.Bounds.Upper[i] + (1e-9 * (1 + Math.Abs(x[i])))));

    private static Comparer<FixedPoint> ByCoordinates { get; } = Comparer<FixedPoint>.Create((a, b) => a.X.AsSpan().SequenceCompareTo(b.X.AsSpan()));
}
