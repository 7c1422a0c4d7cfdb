using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Inspectors.Verification;

/// <summary>
/// Bounds how far two integrations of one flow, by the same scheme, can lie from each other when the one computes with unit roundoff u and the other in double.
/// Step n adds ε_n, and Dφ carries it from there to the end: e = |Dφ_T| e₀ + Σ_n |Dφ_(t_n → T)| ε_n. What a step adds:
/// (1) rounding, by the running error analysis of the field through the stages, and of the sums. Both take the same steps then, which is all there is for a fixed-step
/// scheme. (2) For an adaptive scheme the step sizes may differ, since an error estimate that is close to 1 may fall on either side of it. Each of both solutions is
/// then within the error that the controller admits in each step, at most √d (atol + rtol max|y|) in a component, twice that from each other; the solution
/// carried on is the more accurate one of the pair, so its error is below the estimate wherever the estimate is one at all. (3) At a kink of the field it is
/// none: there Df jumps by ΔJ inside the step, the scheme errs by up to κh²|ΔJ||f|, κ = max_s |Σ b_i (c_i − s)₊ − (1 − s)²/2|, and the estimate may happen to
/// vanish. ΔJ is read at the nodes of the step, and h is its length for the one computation, that of the longest step for the other.
/// Dφ is that of the discrete map for fixed steps; it is taken at the ends of up to 32 segments, the larger one for the steps between. All is doubled for
/// second-order terms. First order and an estimate are not a proof: the evidence of a lowering stays Numerical.
/// </summary>
/// <param name="flow">The flow.</param>
/// <param name="u">Unit roundoff of the other computation.</param>
/// <param name="fieldError">Value of the field at a point, and how far a rounded evaluation of it from a point with the given errors can lie from it.</param>
internal sealed class FlowDeviation(Flow flow, double u, Func<double[], double[], (double[] Value, double[] Error)> fieldError)
{
    private const int MaxSegments = 32;

    private readonly NetworkField field = new(flow.Field);
    private readonly int d = flow.Field.Inputs;

    /// <summary>The end of the flow from a point, and one bound a component.</summary>
    /// <param name="start">The point.</param>
    /// <param name="error">How far the other computation may be from it.</param>
    public (double[] End, double[] Error) From(double[] start, double[] error)
    {
        var deviation = new StepDeviation(flow, field, u, fieldError);
        var steps = new StepList();
        double[] end = [.. start];
        new OdeSolver(field, flow.Solver).Integrate(end, flow.Time, steps);
        double longest = steps.All.Max(step => Math.Abs(step.Length));
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
                double[] added = deviation.Added(steps.All[n].State, steps.All[n].Length, n + 1 < steps.All.Count ? steps.All[n + 1].State : end, longest);
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
