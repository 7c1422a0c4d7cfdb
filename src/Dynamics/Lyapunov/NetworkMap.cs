using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>A network as a map with its tangent maps, flow layers included.</summary>
internal sealed class NetworkMap : IDifferentiableMap
{
    private readonly Network network;

    public NetworkMap(Network network) => this.network = network.IsSelfMap
        ? network
        : throw new InvalidInputException($"Lyapunov exponents: the network maps {network.Inputs} to {network.Outputs} units, expected equal numbers");

    public int Dimension => network.Inputs;

    public void Evaluate(ReadOnlySpan<double> x, Span<double> value, Span<double> jacobian)
    {
        AffineMapBatch map = network.AffineMaps(new Matrix(1, Dimension, x));
        map.Values.Span.CopyTo(value);
        map.Linear.Span.CopyTo(jacobian);
    }
}
