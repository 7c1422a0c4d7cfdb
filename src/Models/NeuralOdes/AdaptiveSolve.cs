using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>
/// Integrates N rows without a graph, each with its own step sizes. All rows are evaluated in every step, arrived ones with step 0, so that the shape of every
/// matrix product, and with it the rounding of a row, does not depend on how its neighbours fare.
/// </summary>
internal sealed class AdaptiveSolve(OdeSystem system, SolverOptions options)
{
    private readonly RungeKuttaScheme scheme = RungeKuttaScheme.For(options.Name);

    /// <summary>What the last run cost.</summary>
    public SolveStatistics? Statistics { get; private set; }

    /// <summary>Integrates each row over its own time.</summary>
    /// <param name="start">(N, d).</param>
    /// <param name="horizon">The time of each row, signed; 0 leaves the row where it is.</param>
    /// <param name="observer">Sees the accepted steps; null for none.</param>
    /// <param name="firstSteps">First steps to try; null to choose them.</param>
    /// <returns>The states at the end, (N, d).</returns>
    /// <exception cref="OdeSolverException">A row cannot go on.</exception>
    public Tensor Run(Tensor start, double[] horizon, IStepObserver? observer = null, double[]? firstSteps = null)
    {
        using IDisposable noGraph = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Precision.Require(options, start.dtype);
        long calls = system.Calls;
        var control = new StepControl(scheme, options);
        var method = StepMethod.For(system, scheme, options);
        Tensor state = start.detach().clone();
        Tensor? slope = null;
        long evaluations = 0;
        if (firstSteps is null || scheme.EndsWithSlope)
        {
            slope = system.Slope(state, system.DependsOnTime ? new double[horizon.Length] : null);
            evaluations += horizon.Count(time => time != 0);
        }

        if (firstSteps is null)
        {
            firstSteps = control.FirstSteps(system, state, slope!, horizon);
            evaluations += horizon.Count(time => time != 0);
        }

        if (!scheme.EndsWithSlope)
        {
            slope = null;
        }

        var rows = new RowProgress(control, horizon, firstSteps);
        try
        {
            while (true)
            {
                int stuck = rows.Prepare();
                if (rows.Active == 0)
                {
                    break;
                }

                if (stuck >= 0)
                {
                    throw SolverFaults.Underflow(system, options, state, rows, stuck, horizon[stuck]);
                }

                if (rows.Exhausted(options.MaxSteps) is >= 0 and int exhausted)
                {
                    throw SolverFaults.TooManySteps(system, options, state, rows, exhausted, horizon[exhausted]);
                }

                using DisposeScope step = NewDisposeScope();
                Attempt attempt = method.Try(state, new StepSizes(rows.Time, rows.Step), slope);
                (bool[] accepted, StepSizes sizes) = rows.Judge(control.Norm(attempt.Error!, state, attempt.End));
                method.Moved(accepted);
                if (!accepted.Contains(true))
                {
                    continue;
                }

                observer?.Accepted(state, sizes, attempt.Slopes);
                Tensor mask = tensor(accepted, [accepted.Length, 1], device: state.device);
                Replace(ref state, where(mask, attempt.End, state), step);
                if (slope is not null)
                {
                    Replace(ref slope, where(mask, attempt.Slopes[^1], slope), step);
                }
            }
        }
        finally
        {
            method.Release();
        }

        Statistics = new SolveStatistics(
            horizon.Length, system.Calls - calls, evaluations + method.Evaluations, method.JacobianEvaluations, [.. rows.AcceptedSteps], [.. rows.RejectedSteps]);
        return state.MoveToOuterDisposeScope();
    }

    private static void Replace(ref Tensor current, Tensor next, DisposeScope step)
    {
        step.MoveToOuter(next);
        current.Dispose();
        current = next;
    }
}
