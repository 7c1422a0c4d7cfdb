using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>Sixteen trajectories at a time: two <see cref="LaneIntegrator"/>s in turn, for fields so cheap that waiting for results is a good part of the time. One thread's.</summary>
internal sealed class TwinIntegrator(Network network, Func<LaneField> field, FlowSolver solver, double duration, int samples) : FlowIntegrator(network, solver, duration)
{
    private readonly LaneIntegrator first = new(network, field(), solver, duration, samples);
    private readonly LaneIntegrator second = new(network, field(), solver, duration, samples);

    public override void Run(ILaneQueue queue) => first.RunInTurn(queue, second);

    public override void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }
}
