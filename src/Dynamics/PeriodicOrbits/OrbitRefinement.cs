using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>From a guess to a closed orbit with its least period, multipliers and errors. The working memory of one thread.</summary>
internal sealed class OrbitRefinement
{
    /// <summary>A segment should stretch by less than this, so that Newton's method stays in reach of its guess.</summary>
    private const double LargestGrowth = 300;
    private const int MaxSegments = 64;

    /// <summary>Where the solution from the guess blows up before its period is over.</summary>
    private const int SegmentsWithoutTrial = 12;

    /// <summary>Orbits below this share of the box are not told from equilibria.</summary>
    private const double RestShare = 1e-5;
    private readonly PeriodicOrbitOptions options;
    private readonly Shooting search;
    private readonly Shooting fine;
    private readonly Shooting tight;
    private readonly OrbitFollower coarse;
    private readonly OrbitDescription description;
    private readonly int d;
    private readonly double scale;

    public OrbitRefinement(IVectorField field, Box box, PeriodicOrbitOptions options, CancellationToken cancellation)
    {
        this.options = options;
        d = field.Dimension;
        scale = Math.Max(box.Lower.Zip(box.Upper, (l, u) => u - l).Max(), 1e-12);
        search = new Shooting(field, options.SearchSolver, cancellation);
        fine = new Shooting(field, options.Solver, cancellation);
        tight = new Shooting(field, options.Solver.Tighter(), cancellation);
        coarse = new OrbitFollower(field, options.SearchSolver, cancellation);
        description = new OrbitDescription(field, box, options, cancellation);
    }

    /// <summary>The orbit; null when Newton's method finds none, or one that does not meet the box.</summary>
    public PeriodicOrbit? Refine(OrbitCandidate candidate)
    {
        ShootingPoint? rough = Rough(candidate.X, candidate.Period);
        if (rough is null)
        {
            return null;
        }

        // What the looser integration reaches is some 1000 of its tolerances at best, on an unstable orbit less; the residual's fall decides when to stop.
        ShootingPoint least = LeastPeriod(rough);
        ShootingPoint? first = fine.Solve(least.Nodes, least.Period, 1e-7, 8);
        ShootingPoint? second = first is null ? null : tight.Solve(first.Nodes, first.Period, 1e-7, 6);

        // Close to an equilibrium every time nearly is a period, and Newton's method may end there only now.
        return second is null || IsAtRest(second) ? null : description.Of(first!, second);
    }

    /// <summary>Newton's method at the tolerance of the search, with segments as the stretching asks; null when it fails or ends at an equilibrium.</summary>
    public ShootingPoint? Rough(ReadOnlySpan<double> x, double period, int? iterations = null)
    {
        int segments = SegmentsWithoutTrial;
        if (search.Evaluate(x.ToArray(), period, 0) is { } trial)
        {
            double growth = trial.LargestGrowth(d);
            segments = growth <= LargestGrowth ? 1 : (int)Math.Min(MaxSegments, Math.Ceiling(Math.Log(growth) / Math.Log(LargestGrowth / 3)));
        }

        ShootingPoint? point = null;
        foreach (int direction in segments == 1 ? [1] : (ReadOnlySpan<int>)[1, -1])
        {
            // What repels forward attracts backward: the nodes of a repelling orbit are found by going back from its end.
            point ??= coarse.Nodes(x, period, segments, direction) is { } nodes ? search.Solve(nodes, period, 1e-5, iterations ?? options.MaxIterations) : null;
        }

        return point is null || IsAtRest(point) ? null : point;
    }

    /// <summary>Points of the orbit through x in equal times, the last at the end; coarsely, and without segments.</summary>
    public Matrix Sample(double[] x, double period, int count) => coarse.Sample(x, period, count);

    /// <summary>Whether the orbit shrank to an equilibrium, of which every "period" is one, or is none that can be followed.</summary>
    private bool IsAtRest(ShootingPoint point) => !(coarse.Extent(point) > RestShare * scale);

    /// <summary>The same orbit with its least period: T/k closes for the prime factors k of T over the least one.</summary>
    private ShootingPoint LeastPeriod(ShootingPoint point)
    {
        foreach (int k in new[] { 2, 3, 5, 7, 11, 13, 17, 19 })
        {
            while (coarse.Gap(point, k) <= 1e-4 * scale && Rough(point.Start(d), point.Period / k) is { } shorter && Math.Abs((shorter.Period * k / point.Period) - 1) < 1e-3)
            {
                point = shorter;
            }
        }

        return point;
    }
}
