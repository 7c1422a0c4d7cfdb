using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>
/// Damped Newton for x − f^k(x) = 0 from many starts at once: values and Jacobians of all open starts come from one batch, each start solves its own
/// d × d system. A step is halved until the residual falls (Armijo); after convergence the point is polished until rounding stops it.
/// </summary>
internal sealed class NewtonBatch
{
    private const double Epsilon = 2.220446049250313e-16;
    private const double ShortestStep = 1.0 / 4096;

    /// <summary>A Newton step this small relative to 1 + ‖x‖ is that of a root; where f − id only comes near 0 no step is (it stays above √|min|).</summary>
    private const double RootStep = 1e-7;

    private readonly IteratedMap map;
    private readonly Box box;
    private readonly FixedPointOptions options;
    private readonly int d;
    private readonly LuFactors factors;
    private readonly double longestStep;

    public NewtonBatch(IteratedMap map, Box box, FixedPointOptions options)
    {
        (this.map, this.box, this.options, d) = (map, box, options, map.Dimension);
        factors = new LuFactors(d);
        for (int i = 0; i < d; i++)
        {
            longestStep = Math.Max(longestStep, box.Upper[i] - box.Lower[i]);
        }

        longestStep = Math.Max(longestStep, 1e-3);
    }

    /// <summary>Runs every start to its end.</summary>
    /// <param name="starts">N × d.</param>
    /// <param name="stop">Asked before each batch; true ends the run with what has converged.</param>
    public List<Candidate> Run(ReadOnlySpan<double> starts, Func<bool> stop)
    {
        int n = starts.Length / d;
        double[] x = starts.ToArray();
        double[] trial = starts.ToArray();
        double[] step = new double[n * d];
        double[] values = new double[n * d];
        double[] jacobians = new double[n * d * d];
        double[] merit = new double[n];
        double[] damping = new double[n];
        Candidate?[] best = new Candidate?[n];
        merit.AsSpan().Fill(double.PositiveInfinity);
        damping.AsSpan().Fill(1);
        int[] open = [.. Enumerable.Range(0, n)];
        int openCount = n;
        List<Candidate> found = [];
        for (int iteration = 0; iteration <= options.MaxIterations && openCount > 0 && !stop(); iteration++)
        {
            double[] packed = new double[openCount * d];
            for (int a = 0; a < openCount; a++)
            {
                trial.AsSpan(open[a] * d, d).CopyTo(packed.AsSpan(a * d));
            }

            map.Evaluate(packed, values, jacobians);
            int kept = 0;
            for (int a = 0; a < openCount; a++)
            {
                int i = open[a];
                Span<double> at = x.AsSpan(i * d, d);
                Span<double> next = trial.AsSpan(i * d, d);
                Span<double> move = step.AsSpan(i * d, d);
                ReadOnlySpan<double> value = values.AsSpan(a * d, d);
                ReadOnlySpan<double> jacobian = jacobians.AsSpan(a * d * d, d * d);
                double residual = MaximumNorm.Distance(value, next);
                bool better = residual <= merit[i] * (1 - (damping[i] / 4)) && AllFinite(value) && AllFinite(jacobian);
                if (best[i] is not null && !(better && residual < merit[i]))
                {
                    continue;
                }

                if (better)
                {
                    next.CopyTo(at);
                    merit[i] = residual;
                    damping[i] = Math.Min(1, 4 * damping[i]);
                    NewtonStep(next, value, jacobian, move);
                    if (residual <= options.Tolerance * (1 + Size(next)))
                    {
                        damping[i] = 1;
                        best[i] = Accept(next, value, jacobian, residual, move);
                        if (residual == 0)
                        {
                            continue;
                        }
                    }
                }
                else
                {
                    damping[i] /= 2;
                    if (damping[i] < ShortestStep || double.IsPositiveInfinity(merit[i]))
                    {
                        continue;
                    }
                }

                for (int j = 0; j < d; j++)
                {
                    next[j] = Normal(at[j] + (damping[i] * move[j]));
                }

                if (AllFinite(next))
                {
                    open[kept++] = i;
                }
            }

            openCount = kept;
        }

        foreach (Candidate? candidate in best)
        {
            if (candidate is not null && IsRoot(candidate))
            {
                found.Add(candidate);
            }
        }

        return found;
    }

    /// <summary>A coordinate below the normal range is 0 to any accuracy the search has; Newton's last steps towards 0 would leave such crumbs.</summary>
    private static double Normal(double x) => double.IsSubnormal(x) ? 0 : x;

    private static bool AllFinite(ReadOnlySpan<double> values)
    {
        foreach (double x in values)
        {
            if (!double.IsFinite(x))
            {
                return false;
            }
        }

        return true;
    }

    private static double Size(ReadOnlySpan<double> x)
    {
        double largest = 0;
        foreach (double v in x)
        {
            largest = Math.Max(largest, Math.Abs(v));
        }

        return largest;
    }

    /// <summary>Solves (I − Df^k) δ = f^k(x) − x.</summary>
    private void NewtonStep(ReadOnlySpan<double> x, ReadOnlySpan<double> value, ReadOnlySpan<double> jacobian, Span<double> step)
    {
        Span<double> matrix = d <= 16 ? stackalloc double[d * d] : new double[d * d];
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
            {
                matrix[(i * d) + j] = (i == j ? 1 : 0) - jacobian[(i * d) + j];
            }

            step[i] = value[i] - x[i];
        }

        factors.Factor(matrix);
        factors.Solve(step);
        double length = Size(step);
        if (length > longestStep)
        {
            double shrink = longestStep / length;
            for (int i = 0; i < d; i++)
            {
                step[i] *= shrink;
            }
        }
    }

    private Candidate Accept(ReadOnlySpan<double> x, ReadOnlySpan<double> value, ReadOnlySpan<double> jacobian, double residual, ReadOnlySpan<double> step)
    {
        // The factors are those of this point: NewtonStep has just run.
        double rounding = Rounding(x, value, jacobian);
        double radius = factors.IsSingular
            ? 4 * Math.Max(residual, Epsilon * (1 + Size(x)))
            : Math.Max(2 * Size(step), 2 * factors.InverseNormInfinity() * rounding);
        return new Candidate(x.ToArray(), value.ToArray(), jacobian.ToArray(), residual, Math.Max(radius, 8 * Epsilon * (1 + Size(x))), factors.IsSingular);
    }

    /// <summary>The rounding error of f^k(x) − x, to first order: each coordinate is a sum of about d + depth terms of the size of ‖Df^k‖‖x‖ + ‖f^k(x)‖ + ‖x‖.</summary>
    private double Rounding(ReadOnlySpan<double> x, ReadOnlySpan<double> value, ReadOnlySpan<double> jacobian)
    {
        double norm = 0;
        for (int i = 0; i < d; i++)
        {
            double sum = 0;
            for (int j = 0; j < d; j++)
            {
                sum += Math.Abs(jacobian[(i * d) + j]);
            }

            norm = Math.Max(norm, sum);
        }

        return 4 * Epsilon * ((norm * Size(x)) + Size(value) + Size(x) + Epsilon);
    }

    private bool IsRoot(Candidate candidate)
    {
        double rounding = Rounding(candidate.X, candidate.Value, candidate.Jacobian);
        return candidate.Residual <= rounding || (!candidate.IsSingular && candidate.Radius <= 2 * RootStep * (1 + Size(candidate.X)));
    }
}
