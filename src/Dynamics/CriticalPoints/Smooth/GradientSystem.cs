using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Smooth;

/// <summary>∇Φ = 0 as a system for the search for zeros: its Jacobian is the Hessian.</summary>
internal sealed class GradientSystem(NetworkBounds bounds) : IEnclosedSystem
{
    private readonly Interval[] gradient = new Interval[bounds.Inputs];
    private readonly Interval[] value = new Interval[1];

    public GradientSystem(Network network)
        : this(new NetworkBounds(network))
    {
    }

    public int Dimension => bounds.Inputs;

    public void Values(ReadOnlySpan<Interval> box, Span<Interval> values) => bounds.Jacobian(box, value, values);

    public void Jacobian(ReadOnlySpan<Interval> box, Span<Interval> jacobian) => bounds.Hessian(box, gradient, jacobian);

    public IEnclosedSystem ForWorker() => new GradientSystem(bounds.ForThread());
}
