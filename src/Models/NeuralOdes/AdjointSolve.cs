using System.Collections.Immutable;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>
/// One solve and its way back. Forward keeps the states at the accepted steps and nothing else. Backward goes from the last step to the first: for a
/// fixed-step scheme by the derivative of the step, made again with its graph; for an adaptive one by the adjoint equation along the step's continuous extension,
/// with steps of its own that start as the whole step and keep the tolerances.
/// </summary>
internal sealed class AdjointSolve(
    FieldSystem system, SolverOptions options, Parameter[] parameters, Action<SolveStatistics> report, Action<Exception?> fault)
{
    private readonly RungeKuttaScheme scheme = RungeKuttaScheme.For(options.Name);
    private IReadOnlyList<StepSizes> schedule = [];
    private readonly StepSchedule states = new(keepStates: true);
    private TrajectorySampler? sampler;

    public Parameter[] Parameters => parameters;

    /// <summary>The time of an adaptive solve.</summary>
    public double Time { get; init; }

    /// <summary>The equal steps of a fixed-step scheme.</summary>
    public IReadOnlyList<StepSizes> Steps { get; init; } = [];

    /// <summary>The times at which a fixed-step scheme is read; empty for the end alone.</summary>
    public ImmutableArray<double> Times { get; init; } = [];

    public Action<Exception?> Fault => fault;

    public (Tensor Result, IReadOnlyList<Tensor> States) Forward(Tensor start)
    {
        if (options.IsAdaptive)
        {
            double[] horizon = new double[(int)start.shape[0]];
            horizon.AsSpan().Fill(Time);
            var solve = new AdaptiveSolve(system, options);
            Tensor end = solve.Run(start, horizon, states);
            report(solve.Statistics!);
            schedule = states.Steps;
            return (end, states.States);
        }

        schedule = Steps;
        using TrajectorySampler? reader = Times.IsEmpty ? null : new TrajectorySampler(scheme, Times, start);
        sampler = reader;
        Tensor last = StepReplay.Run(StepMethod.For(system, scheme, options), start, Steps, new Both(states, reader));
        report(StepReplay.Cost(scheme, (int)start.shape[0], Steps.Count));
        return (reader?.Collect() ?? last, states.States);
    }

    /// <summary>Lets go of the states; whoever saved them has them still.</summary>
    public void Release() => states.Release();

    /// <summary>The gradients of the initial states and of the parameters, from that of the result.</summary>
    public (Tensor Start, Tensor?[] Parameters) Backward(Tensor[] starts, Tensor gradient)
    {
        fault(null);
        // Inner backward passes add to the parameters' gradients, which belong to the user: they are put aside meanwhile.
        Tensor?[] own = Array.ConvertAll(parameters, parameter => parameter.grad);
        SetGradients(new Tensor?[own.Length]);
        try
        {
            Tensor adjoint = Times.IsEmpty ? gradient.detach() : zeros_like(starts[0]);
            for (int n = starts.Length - 1; n >= 0; n--)
            {
                using DisposeScope scope = NewDisposeScope();
                adjoint = (options.IsAdaptive ? Continuous(starts[n], schedule[n], adjoint) : Discrete(starts[n], n, adjoint, gradient)).MoveToOuterDisposeScope();
            }

            for (int m = 0; m < (sampler?.Zeros ?? 0); m++)
            {
                adjoint = adjoint + gradient.select(0, m);
            }

            return (adjoint, Array.ConvertAll(parameters, parameter => parameter.grad));
        }
        finally
        {
            SetGradients(own);
        }
    }

    private void SetGradients(Tensor?[] gradients)
    {
        for (int i = 0; i < gradients.Length; i++)
        {
            parameters[i].grad = gradients[i]!;
        }
    }

    private Tensor Discrete(Tensor state, int step, Tensor adjoint, Tensor gradient)
    {
        using IDisposable recording = enable_grad();
        Tensor start = state.detach().requires_grad_();
        Attempt made = StepMethod.For(system, scheme, options).Record(start, schedule[step], null);
        List<Tensor> ends = [made.End];
        List<Tensor> seeds = [adjoint];
        if (sampler?.Readings[step] is { } reading)
        {
            ends.Add(reading.Of(scheme, start, schedule[step], made.Slopes));
            Tensor index = tensor(reading.Outputs, [reading.Outputs.Length], device: gradient.device);
            seeds.Add(gradient.reshape(-1, gradient.shape[2]).index_select(0, index));
        }

        autograd.backward(ends, seeds, inputs: [start, .. parameters]);
        return start.grad!.detach();
    }

    private Tensor Continuous(Tensor state, StepSizes sizes, Tensor adjoint)
    {
        using IDisposable noGraph = no_grad();
        var method = StepMethod.For(system, scheme, options);
        Tensor[] slopes;
        try
        {
            slopes = method.Try(state, sizes, null).Slopes;
        }
        finally
        {
            method.Release();
        }

        var equation = new AdjointSystem(system, scheme, state, sizes, slopes);
        var integral = parameters.Length == 0 ? null : new ParameterIntegral(system, scheme, equation, parameters);
        double[] horizon = Array.ConvertAll(sizes.Size, h => -h);
        return new AdaptiveSolve(equation, options).Run(adjoint, horizon, integral, Array.ConvertAll(sizes.Size, Math.Abs));
    }

    private sealed class Both(IStepObserver first, IStepObserver? second) : IStepObserver
    {
        public void Accepted(Tensor state, StepSizes sizes, Tensor[] slopes)
        {
            first.Accepted(state, sizes, slopes);
            second?.Accepted(state, sizes, slopes);
        }
    }
}
