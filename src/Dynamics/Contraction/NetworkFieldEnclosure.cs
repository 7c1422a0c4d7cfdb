using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Contraction;

/// <summary>A network as a field with enclosures of its values and of its Jacobian, with kinks Clarke's; boxes may be unbounded.</summary>
internal sealed class NetworkFieldEnclosure : IEnclosedSystem
{
    private readonly NetworkBounds bounds;

    /// <exception cref="InvalidInputException">The network holds a flow, or changes the dimension.</exception>
    public NetworkFieldEnclosure(Network field)
        : this(new NetworkBounds(field))
    {
        if (!field.IsSelfMap)
        {
            throw new InvalidInputException($"field: maps {field.Inputs} to {field.Outputs} units, expected equal numbers");
        }
    }

    private NetworkFieldEnclosure(NetworkBounds bounds) => this.bounds = bounds;

    public int Dimension => bounds.Inputs;

    public void Values(ReadOnlySpan<Interval> box, Span<Interval> values) => bounds.Values(box, values);

    public void Jacobian(ReadOnlySpan<Interval> box, Span<Interval> jacobian) => bounds.Jacobian(box, [], jacobian);

    public IEnclosedSystem ForWorker() => new NetworkFieldEnclosure(bounds.ForThread());
}
