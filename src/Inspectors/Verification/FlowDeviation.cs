using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors.Opaque;

namespace TorchDynInspect.Inspectors.Verification;

/// <summary>
/// Bounds how far two integrations of one flow, by the same scheme, can lie from each other when the one computes with unit roundoff u and the other in double.
/// Step n adds ε_n, and Dφ carries it from there to the end: e = |Dφ_T| e₀ + Σ_n |Dφ_(t_n → T)| ε_n. What a step adds:
/// (1) rounding, by the running error analysis of the field through the stages, and of the sums. Both take the same steps then, which is all there is for a fixed-step
/// scheme. (2) For an adaptive scheme the step sizes may differ, since an error estimate that is close to 1 may fall on either side of it. Each of both solutions is
/// then within the error that the controller admits in each step, at most √d (atol + rtol max|y|) in a component, twice that from each other; the solution
/// carried on is the more accurate one of the pair, so its error is below the estimate wherever the estimate is one at all.
/// Dφ is that of the discrete map for fixed steps; it is taken at the ends of up to 32 segments, the larger one for the steps between. All is doubled for
/// second-order terms. First order and an estimate are not a proof: the evidence of a lowering stays Numerical.
/// </summary>
/// <param name="flow">The flow.</param>
/// <param name="u">Unit roundoff of the other computation.</param>
/// <param name="fieldError">Value of the field at a point, and how far a rounded evaluation of it from a point with the given errors can lie from it.</param>
internal sealed class FlowDeviation(Flow flow, double u, Func<double[], double[], (double[] Value, double[] Error)> fieldError)
{
    private const int MaxSegments = 32;

    private readonly ButcherTableau tableau = ButcherTableau.For(flow.Solver.Name);
    private readonly NetworkField field = new(flow.Field);
    private readonly int d = flow.Field.Inputs;

    /// <summary>The end of the flow from a point, and one bound a component.</summary>
    /// <param name="start">The point.</param>
    /// <param name="error">How far the other computation may be from it.</param>
    public (double[] End, double[] Error) From(double[] start, double[] error)
    {
        var steps = new StepList();
        double[] end = [.. start];
        new OdeSolver(field, flow.Solver).Integrate(end, flow.Time, steps);
        Matrix carry = Identity();
        double[] total = new double[d];
        int segments = Math.Min(MaxSegments, steps.All.Count);
        for (int s = segments - 1; s >= 0; s--)
        {
            int first = (int)((long)s * steps.All.Count / segments);
            int after = (int)((long)(s + 1) * steps.All.Count / segments);
            Matrix onward = Times(carry, Derivative(steps.All, first, after));
            for (int n = first; n < after; n++)
            {
                double[] added = Added(steps.All[n], n + 1 < steps.All.Count ? steps.All[n + 1].State : end);
                for (int i = 0; i < d; i++)
                {
                    for (int j = 0; j < d; j++)
                    {
                        total[i] += Math.Max(Math.Abs(carry[i, j]), Math.Abs(onward[i, j])) * added[j];
                    }
                }
            }

            carry = onward;
        }

        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
            {
                total[i] += Math.Abs(carry[i, j]) * (error[j] + (u * Math.Abs(start[j])));
            }

            total[i] = (2 * total[i]) + (8 * u * Math.Abs(end[i]));
        }

        return (end, total);
    }

    /// <summary>Dφ over the steps first … after − 1.</summary>
    private Matrix Derivative(List<(double[] State, double Start, double Length)> steps, int first, int after)
    {
        double time = (after < steps.Count ? steps[after].Start : flow.Time) - steps[first].Start;
        FlowSolver solver = flow.Solver.IsAdaptive ? flow.Solver : flow.Solver with { Steps = after - first };
        return new VariationalSolver(field, solver).TimeMap(steps[first].State, time).Jacobian
            ?? throw new InvalidOperationException("a time map of order 1 has a Jacobian");
    }

    /// <summary>ε of one step.</summary>
    private double[] Added((double[] State, double Start, double Length) step, double[] after)
    {
        double h = step.Length;
        double[] y = step.State;
        var slopes = new double[tableau.Stages][];
        var slopeErrors = new double[tableau.Stages][];
        double[]? inverse = tableau.IsImplicit ? StageInverse(y, h) : null;
        double[] none = new double[d];
        for (int i = 0; i < tableau.Stages; i++)
        {
            (double[] at, double[] atError) = Sum(y, none, h, tableau.A[i].AsSpan(), slopes, slopeErrors, i);
            if (inverse is null)
            {
                (slopes[i], slopeErrors[i]) = fieldError(at, atError);
            }
            else
            {
                // k = f(s + hγk): an error δ of the right-hand side moves the solution by (I − hγDf)⁻¹ δ.
                (slopes[i], slopeErrors[i]) = fieldError(y, atError);
                slopeErrors[i] = Apply(inverse, slopeErrors[i]);
            }
        }

        (_, double[] added) = Sum(y, none, h, tableau.B.AsSpan(), slopes, slopeErrors, tableau.Stages);
        if (flow.Solver.IsAdaptive)
        {
            for (int i = 0; i < d; i++)
            {
                double scale = flow.Solver.AbsoluteTolerance + (flow.Solver.RelativeTolerance * Math.Max(Math.Abs(y[i]), Math.Abs(after[i])));
                added[i] += 2 * Math.Sqrt(d) * scale;
            }
        }

        return added;
    }

    /// <summary>y + h Σ w_j k_j over the stages known so far, and its error.</summary>
    private (double[] Value, double[] Error) Sum(
        double[] y, double[] yError, double h, ReadOnlySpan<double> weights, double[][] slopes, double[][] slopeErrors, int known)
    {
        double[] value = new double[d];
        double[] error = new double[d];
        double roundings = (weights.Length + 6) * u;
        for (int c = 0; c < d; c++)
        {
            double sum = y[c];
            double magnitude = Math.Abs(y[c]);
            double carried = yError[c];
            for (int j = 0; j < Math.Min(known, weights.Length); j++)
            {
                double w = h * weights[j];
                sum += w * slopes[j][c];
                magnitude += Math.Abs(w) * (Math.Abs(slopes[j][c]) + slopeErrors[j][c]);
                carried += Math.Abs(w) * slopeErrors[j][c];
            }

            (value[c], error[c]) = (sum, carried + (roundings * magnitude));
        }

        return (value, error);
    }

    /// <summary>|(I − hγ Df(y))⁻¹|, row-major; the identity where it is singular.</summary>
    private double[] StageInverse(double[] y, double h)
    {
        double[] matrix = new double[d * d];
        field.Jacobian(y, matrix);
        double[] inverse = [.. Identity().Values];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = (i % (d + 1) == 0 ? 1 : 0) - (h * tableau.Diagonal * matrix[i]);
        }

        return LinearSystem.Solve(matrix, inverse, d) ? Array.ConvertAll(inverse, Math.Abs) : [.. Identity().Values];
    }

    private double[] Apply(double[] matrix, double[] vector)
    {
        double[] result = new double[d];
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
            {
                result[i] += matrix[(i * d) + j] * vector[j];
            }
        }

        return result;
    }

    private Matrix Identity()
    {
        double[] entries = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            entries[i * (d + 1)] = 1;
        }

        return new Matrix(d, d, entries);
    }

    private Matrix Times(Matrix left, Matrix right)
    {
        double[] entries = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            for (int k = 0; k < d; k++)
            {
                for (int j = 0; j < d; j++)
                {
                    entries[(i * d) + j] += left[i, k] * right[k, j];
                }
            }
        }

        return new Matrix(d, d, entries);
    }

    private sealed class StepList : IStepObserver
    {
        public List<(double[] State, double Start, double Length)> All { get; } = [];

        public bool Accepted(in DenseStep step)
        {
            All.Add(([.. step.Before], step.Start, step.Length));
            return true;
        }
    }
}
