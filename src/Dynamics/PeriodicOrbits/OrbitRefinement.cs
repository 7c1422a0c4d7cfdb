using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Volume;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>From a guess to a closed orbit with its least period, multipliers and errors. The working memory of one thread.</summary>
internal sealed class OrbitRefinement
{
    /// <summary>A segment should stretch by less than this, so that Newton's method stays in reach of its guess.</summary>
    private const double LargestGrowth = 300;
    private const int MaxSegments = 64;

    /// <summary>Where the solution from the guess blows up before its period is over.</summary>
    private const int SegmentsWithoutTrial = 12;
    private const double Tightening = 1.0 / 30;

    /// <summary>Where the flow direction does not have the multiplier 1 to two digits, what was found is not a closed orbit, or nothing is known of its multipliers.</summary>
    private const double LargestDeviation = 1e-2;

    /// <summary>Orbits below this share of the box are not told from equilibria.</summary>
    private const double RestShare = 1e-5;
    private readonly IVectorField field;
    private readonly Box box;
    private readonly PeriodicOrbitOptions options;
    private readonly Shooting search;
    private readonly Shooting fine;
    private readonly Shooting tight;
    private readonly OdeSolver coarse;
    private readonly OdeSolver plain;
    private readonly OdeSolver volume;
    private readonly CancellationToken cancellation;
    private readonly int d;
    private readonly double scale;

    public OrbitRefinement(IVectorField field, Box box, PeriodicOrbitOptions options, CancellationToken cancellation)
    {
        (this.field, this.box, this.options, this.cancellation) = (field, box, options, cancellation);
        d = field.Dimension;
        scale = Math.Max(box.Lower.Zip(box.Upper, (l, u) => u - l).Max(), 1e-12);
        FlowSolver tighter = options.Solver with
        {
            RelativeTolerance = options.Solver.RelativeTolerance * Tightening,
            AbsoluteTolerance = options.Solver.AbsoluteTolerance * Tightening,
            Steps = options.Solver.Steps * 2,
        };
        search = new Shooting(field, options.SearchSolver, cancellation);
        fine = new Shooting(field, options.Solver, cancellation);
        tight = new Shooting(field, tighter, cancellation);
        coarse = new OdeSolver(field, options.SearchSolver);
        plain = new OdeSolver(field, options.Solver);
        volume = new OdeSolver(new DivergenceField(field), options.Solver);
    }

    /// <summary>The orbit; null when Newton's method finds none, or one that does not meet the box.</summary>
    public PeriodicOrbit? Refine(OrbitCandidate candidate)
    {
        ShootingPoint? rough = Rough(candidate.X, candidate.Period);
        if (rough is null || LeastPeriod(rough) is not { } least)
        {
            return null;
        }

        // What the looser integration reaches is some 1000 of its tolerances at best, on an unstable orbit less; the residual's fall decides when to stop.
        ShootingPoint? first = fine.Solve(least.Nodes, least.Period, 1e-7, 8);
        ShootingPoint? second = first is null ? null : tight.Solve(first.Nodes, first.Period, 1e-7, 6);
        return second is null ? null : Describe(first!, second);
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
            point ??= Split(x, period, segments, direction) is { } nodes ? search.Solve(nodes, period, 1e-5, iterations ?? options.MaxIterations) : null;
        }

        if (point is null)
        {
            return null;
        }

        return IsAtRest(point) ? null : point;
    }

    /// <summary>Points of the orbit through x in equal times, the last at the end; coarsely, and without segments.</summary>
    public Matrix Sample(double[] x, double period, int count)
    {
        double[] rows = new double[(count + 1) * d];
        double[] state = [.. x];
        for (int k = 0; k <= count; k++)
        {
            state.CopyTo(rows, k * d);
            if (k < count && !Advance(coarse, state, period / count))
            {
                return new Matrix(k + 1, d, rows.AsSpan(0, (k + 1) * d));
            }
        }

        return new Matrix(count + 1, d, rows);
    }

    private double[]? Split(ReadOnlySpan<double> x, double period, int segments, int direction)
    {
        double[] nodes = new double[segments * d];
        double[] state = x.ToArray();
        for (int i = 0; i < segments; i++)
        {
            state.CopyTo(nodes, (direction > 0 ? i : (segments - i) % segments) * d);
            if (i + 1 < segments && !Advance(coarse, state, direction * period / segments))
            {
                return null;
            }
        }

        return nodes;
    }

    private bool Advance(OdeSolver solver, double[] state, double time)
    {
        try
        {
            solver.Integrate(state, time, null, cancellation);
            return true;
        }
        catch (InvalidInputException)
        {
            return false;
        }
    }

    /// <summary>Whether the orbit shrank to an equilibrium, of which every "period" is one.</summary>
    private bool IsAtRest(ShootingPoint point)
    {
        const int Looks = 16;
        int segments = point.Nodes.Length / d;
        int each = Math.Max(1, Looks / segments);
        double extent = 0;
        for (int s = 0; s < segments; s++)
        {
            double[] state = point.Nodes.AsSpan(s * d, d).ToArray();
            for (int k = 0; k < each; k++)
            {
                if (!Advance(coarse, state, point.Period / segments / each))
                {
                    return true;
                }

                extent = Math.Max(extent, OrbitList.Separation(state, point.Start(d)));
            }
        }

        return extent <= RestShare * scale;
    }

    /// <summary>The same orbit with its least period: T/k closes for the prime factors k of T over the least one.</summary>
    private ShootingPoint? LeastPeriod(ShootingPoint point)
    {
        foreach (int k in new[] { 2, 3, 5, 7, 11, 13, 17, 19 })
        {
            while (Closes(point, k) && Rough(point.Start(d), point.Period / k) is { } shorter && Math.Abs((shorter.Period * k / point.Period) - 1) < 1e-3)
            {
                point = shorter;
            }
        }

        return point;
    }

    private bool Closes(ShootingPoint point, int k)
    {
        // From the last node before that time, so that an unstable orbit is not lost on the way.
        int segments = point.Nodes.Length / d;
        double[] state = point.Nodes.AsSpan(segments / k * d, d).ToArray();
        double left = (point.Period / k) - (segments / k * (point.Period / segments));
        return Advance(coarse, state, left) && OrbitList.Separation(state, point.Start(d)) <= 1e-4 * scale;
    }

    private PeriodicOrbit? Describe(ShootingPoint loose, ShootingPoint point)
    {
        Matrix points = Trace(point);
        bool meets = false;
        bool inside = true;
        for (int i = 0; i < points.Rows; i++)
        {
            bool here = box.Contains(points.Row(i));
            meets |= here;
            inside &= here;
        }

        // Close to an equilibrium every time nearly is a period, and Newton's method may end there only now.
        if (!meets || IsAtRest(point))
        {
            return null;
        }

        double[] flow = new double[d];
        double[] looseFlow = new double[d];
        field.Value(point.Start(d), flow);
        field.Value(loose.Start(d), looseFlow);
        double deviation = Deviation(point);
        if (!(deviation <= LargestDeviation))
        {
            return null;
        }

        (var multipliers, double error, Stability stability) = FloquetReading.Of(point.Monodromy(d), flow, loose.Monodromy(d), looseFlow, deviation);

        double floor = Shooting.SingularShare * point.Equations.Largest;
        double least = point.Equations.SingularValues.Where(s => s > floor).DefaultIfEmpty(1).Min();
        double reach = point.Residual / least;
        double apart = 0;
        for (int i = 0; i < d; i++)
        {
            apart = Math.Max(apart, Math.Abs(point.Nodes[i] - loose.Nodes[i]));
        }

        // Phase and family parameters do not count: a point may slide along them from one solution to the other.
        int family = point.Equations.SingularValues.Count(s => s <= floor);
        return new PeriodicOrbit
        {
            X = [.. point.Start(d)],
            Period = point.Period,
            PeriodError = (family > 0 ? 0 : Math.Abs(point.Period - loose.Period)) + (reach / point.Speed) + (4e-16 * point.Period),
            PointError = (family > 0 ? 0 : apart) + reach,
            Residual = point.Residual,
            Segments = point.Nodes.Length / d,
            Multipliers = multipliers,
            MultiplierError = error,
            TrivialDeviation = deviation,
            DivergenceIntegral = Divergence(point),
            Stability = stability,
            Points = points,
            IsInside = inside,
            FamilyDimension = family,
        };
    }

    /// <summary>max ‖Dφ(x_i) f(x_i) − f(x_(i+1))‖/‖f(x_(i+1))‖ over the segments.</summary>
    private double Deviation(ShootingPoint point)
    {
        double largest = 0;
        double[] from = new double[d];
        double[] to = new double[d];
        double[] off = new double[d];
        for (int s = 0; s < point.Nodes.Length / d; s++)
        {
            field.Value(point.Nodes.AsSpan(s * d, d), from);
            field.Value(point.Nodes.AsSpan((s + 1) * d % point.Nodes.Length, d), to);
            for (int i = 0; i < d; i++)
            {
                off[i] = -to[i];
                for (int j = 0; j < d; j++)
                {
                    off[i] += point.Segments[(((s * d) + i) * d) + j] * from[j];
                }
            }

            largest = Math.Max(largest, Spectra.MatrixNorms.Frobenius(off) / Spectra.MatrixNorms.Frobenius(to));
        }

        return largest;
    }

    private Matrix Trace(ShootingPoint point)
    {
        int segments = point.Nodes.Length / d;
        int each = Math.Max(1, options.Points / segments);
        double[] rows = new double[((segments * each) + 1) * d];
        double[] state = new double[d];
        for (int s = 0; s < segments; s++)
        {
            point.Nodes.AsSpan(s * d, d).CopyTo(state);
            for (int k = 0; k < each; k++)
            {
                state.CopyTo(rows, ((s * each) + k) * d);
                plain.Integrate(state, point.Period / segments / each, null, cancellation);
            }
        }

        point.Start(d).CopyTo(rows.AsSpan(segments * each * d));
        return new Matrix((segments * each) + 1, d, rows);
    }

    private double Divergence(ShootingPoint point)
    {
        int segments = point.Nodes.Length / d;
        double[] state = new double[d + 1];
        double sum = 0;
        for (int s = 0; s < segments; s++)
        {
            point.Nodes.AsSpan(s * d, d).CopyTo(state);
            state[d] = 0;
            volume.Integrate(state, point.Period / segments, null, cancellation);
            sum += state[d];
        }

        return sum;
    }
}
