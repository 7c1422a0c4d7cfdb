using System.Collections.Immutable;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>One pass of a batch of states through the flow of a field, by the scheme and with the gradient that the options ask for.</summary>
internal sealed class FlowSolve(nn.Module<Tensor, Tensor> field, NeuralOdeOptions options, Action<SolveStatistics> report, Action<Exception?> fault)
{
    private readonly FieldSystem system = new(field, options.TimeInput);
    private readonly SolverOptions solver = options.Solver;
    private readonly RungeKuttaScheme scheme = RungeKuttaScheme.For(options.Solver.Name);

    /// <summary>φ_T of each row.</summary>
    public Tensor End(Tensor start)
    {
        Precision.Require(solver, start.dtype);
        if (options.Time == 0 || start.shape[0] == 0)
        {
            return Nothing(start).alias();
        }

        if (!UsesAdjoint(start))
        {
            return Run(start, options.Time, null);
        }

        return solver.IsAdaptive
            ? Apply(start, new AdjointSolve(system, solver, Trained(), report, fault) { Time = options.Time })
            : Apply(start, new AdjointSolve(system, solver, Trained(), report, fault) { Steps = EqualSteps(start, options.Time) });
    }

    /// <summary>φ_t of each row for each of the times, (T, N, d).</summary>
    public Tensor At(Tensor start, ImmutableArray<double> times)
    {
        Precision.Require(solver, start.dtype);
        if (times[^1] == 0 || start.shape[0] == 0)
        {
            return stack(Enumerable.Repeat(Nothing(start), times.Length));
        }

        if (UsesAdjoint(start))
        {
            return solver.IsAdaptive
                ? FromTimeToTime(start, times)
                : Apply(start, new AdjointSolve(system, solver, Trained(), report, fault) { Steps = EqualSteps(start, times[^1]), Times = times });
        }

        using var sampler = new TrajectorySampler(scheme, times, start);
        Run(start, times[^1], sampler).Dispose();
        return sampler.Collect();
    }

    private static Tensor Apply(Tensor start, AdjointSolve solve)
    {
        try
        {
            return AdjointFunction.apply([start, solve, .. solve.Parameters]);
        }
        finally
        {
            // The graph holds the states now.
            solve.Release();
        }
    }

    private Tensor Nothing(Tensor start)
    {
        ImmutableArray<int> none = [.. new int[(int)start.shape[0]]];
        report(new SolveStatistics(none.Length, 0, 0, 0, none, none));
        return start;
    }

    private Parameter[] Trained() => [.. field.parameters().Where(parameter => parameter.requires_grad)];

    private bool NeedsGraph(Tensor start) => is_grad_enabled() && (start.requires_grad || field.parameters().Any(parameter => parameter.requires_grad));

    private bool UsesAdjoint(Tensor start) => options.Gradient == GradientMethod.Adjoint && NeedsGraph(start);

    /// <summary>The grid of forward, continued as far as the time asks for.</summary>
    private List<StepSizes> EqualSteps(Tensor start, double time)
    {
        double size = options.Time == 0 ? time / solver.Steps : Math.CopySign(options.Time / solver.Steps, time);
        return [.. StepReplay.Equal((int)start.shape[0], size, (int)Math.Ceiling((time / size) - 1e-9))];
    }

    private Tensor Run(Tensor start, double time, IStepObserver? observer)
    {
        var method = StepMethod.For(system, scheme, solver);
        if (!solver.IsAdaptive)
        {
            List<StepSizes> steps = EqualSteps(start, time);
            report(StepReplay.Cost(scheme, (int)start.shape[0], steps.Count));
            return StepReplay.Run(method, start, steps, observer);
        }

        double[] horizon = new double[(int)start.shape[0]];
        horizon.AsSpan().Fill(time);
        var solve = new AdaptiveSolve(system, solver);
        if (!NeedsGraph(start))
        {
            Tensor end = solve.Run(start, horizon, observer);
            report(solve.Statistics!);
            return end;
        }

        var schedule = new StepSchedule(keepStates: false);
        solve.Run(start, horizon, schedule).Dispose();
        report(solve.Statistics!);
        return StepReplay.Run(method, start, schedule.Steps, observer);
    }

    /// <summary>One solve from each time to the next: the adjoint takes up the gradients at the times between them.</summary>
    private Tensor FromTimeToTime(Tensor start, ImmutableArray<double> times)
    {
        using DisposeScope scope = NewDisposeScope();
        var states = new List<Tensor>();
        SolveStatistics? total = null;
        double before = 0;
        Tensor state = start;
        foreach (double time in times)
        {
            if (time != before)
            {
                var solve = new AdjointSolve(system, solver, Trained(), part => total = total?.Plus(part) ?? part, fault) { Time = time - before };
                state = Apply(state, solve);
            }

            before = time;
            states.Add(state);
        }

        report(total!);
        return stack(states).MoveToOuterDisposeScope();
    }
}
