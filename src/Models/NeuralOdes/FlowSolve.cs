using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>One pass of a batch of states through the flow of a field, by the scheme and with the gradient that the options ask for.</summary>
internal sealed class FlowSolve(nn.Module<Tensor, Tensor> field, NeuralOdeOptions options, Action<SolveStatistics> report)
{
    private readonly FieldSystem system = new(field, options.TimeInput);
    private readonly RungeKuttaScheme scheme = RungeKuttaScheme.For(options.Solver.Name);

    /// <summary>φ_time of each row.</summary>
    public Tensor End(Tensor start, double time)
    {
        Precision.Require(options.Solver, start.dtype);
        if (time == 0 || start.shape[0] == 0)
        {
            report(new SolveStatistics((int)start.shape[0], 0, 0, 0, Zeros(start), Zeros(start)));
            return start.alias();
        }

        return NeedsGraph(start) && options.Gradient == GradientMethod.Adjoint ? AdjointSolve.Run(system, options.Solver, start, time, field, report, StepSize) : Run(start, time, null);
    }

    /// <summary>φ_t of each row for each of the times, (T, N, d).</summary>
    public Tensor At(Tensor start, ImmutableArray<double> times)
    {
        Precision.Require(options.Solver, start.dtype);
        if (times[^1] == 0 || start.shape[0] == 0)
        {
            report(new SolveStatistics((int)start.shape[0], 0, 0, 0, Zeros(start), Zeros(start)));
            return stack(Enumerable.Repeat(start, times.Length));
        }

        using var sampler = new TrajectorySampler(scheme, times, start);
        Run(start, times[^1], sampler).Dispose();
        return sampler.Collect();
    }

    private static ImmutableArray<int> Zeros(Tensor start) => [.. new int[(int)start.shape[0]]];

    private double StepSize => options.Time / options.Solver.Steps;

    private bool NeedsGraph(Tensor start) => is_grad_enabled() && (start.requires_grad || field.parameters().Any(parameter => parameter.requires_grad));

    private Tensor Run(Tensor start, double time, IStepObserver? observer)
    {
        var method = StepMethod.For(system, scheme, options.Solver);
        if (!options.Solver.IsAdaptive)
        {
            return Equal(method, start, time, observer);
        }

        double[] horizon = new double[(int)start.shape[0]];
        horizon.AsSpan().Fill(time);
        var solve = new AdaptiveSolve(system, options.Solver);
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

    private Tensor Equal(StepMethod method, Tensor start, double time, IStepObserver? observer)
    {
        int rows = (int)start.shape[0];

        // The grid of forward, continued as far as the time asks for.
        double size = options.Time == 0 ? time / options.Solver.Steps : Math.CopySign(options.Time / options.Solver.Steps, time);
        int count = (int)Math.Ceiling((time / size) - 1e-9);
        Tensor end = StepReplay.Run(method, start, StepReplay.Equal(rows, size, count), observer);
        long evaluations = (long)rows * count * scheme.Stages;
        ImmutableArray<int> accepted = [.. Enumerable.Repeat(count, rows)];
        report(new SolveStatistics(rows, (long)count * scheme.Stages, evaluations, 0, accepted, Zeros(start)));
        return end;
    }
}
