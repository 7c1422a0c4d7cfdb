using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>One trajectory after the other through <see cref="OdeSolver"/>: for implicit schemes, whose equations differ from point to point.</summary>
internal sealed unsafe class PointIntegrator : FlowIntegrator, IStepObserver
{
    private const int Eight = TileEngine.LaneCount;

    private readonly OdeSolver ode;
    private readonly Lanes[] starts;
    private readonly double[] state;
    private readonly double[] lane;
    private readonly double[] dense;
    private readonly int[] items = new int[Eight];
    private readonly int samples;
    private int nextSample;
    private int item;
    private ILaneQueue? queue;

    public PointIntegrator(Network field, FlowSolver solver, double duration, int directions, bool second, int samples)
        : base(field, solver, duration)
    {
        VariationalSystem system = new(field.AsField(), directions, second);
        ode = new OdeSolver(system, solver);
        starts = new Lanes[system.Dimension];
        state = new double[system.Dimension];
        lane = new double[system.Dimension * Eight];
        dense = new double[system.Dimension];
        this.samples = samples;
    }

    public override void Run(ILaneQueue queue)
    {
        this.queue = queue;
        fixed (Lanes* states = starts)
        fixed (double* result = lane)
        {
            for (int count = queue.Take(states, items); count > 0; count = queue.Take(states, items))
            {
                for (int p = 0; p < count; p++)
                {
                    Integrate(p, (double*)states, result);
                }
            }
        }
    }

    /// <inheritdoc/>
    public bool Accepted(in DenseStep step)
    {
        for (; nextSample < samples; nextSample++)
        {
            double at = nextSample == samples - 1 ? Duration : Duration * nextSample / (samples - 1);
            if (Math.Abs(at) > Math.Abs(step.End))
            {
                break;
            }

            step.At(at == step.End ? 1 : (at - step.Start) / step.Length, dense);
            queue!.Sample(item, nextSample, dense.AsSpan(0, Field.Inputs));
        }

        return true;
    }

    public override void Dispose()
    {
    }

    private void Integrate(int p, double* states, double* result)
    {
        for (int e = 0; e < state.Length; e++)
        {
            state[e] = states[(e * Eight) + p];
        }

        item = items[p];
        FlowFailure? failure = null;
        SolverStatistics statistics = default;
        if (samples > 0)
        {
            for (nextSample = 0; nextSample < (Duration == 0 ? samples : 1); nextSample++)
            {
                queue!.Sample(item, nextSample, state.AsSpan(0, Field.Inputs));
            }
        }

        try
        {
            statistics = ode.Integrate(state, Duration, samples > 0 ? this : null);
        }
        catch (StepSizeUnderflowException e)
        {
            failure = FlowFailure.Of(e, ode.State[..Field.Inputs]);
        }

        for (int e = 0; e < state.Length; e++)
        {
            result[e * Eight] = state[e];
        }

        queue!.Finish(item, result, statistics, failure);
    }
}
