using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.Flows;

/// <summary>
/// A network that is the time-T map of a vector field on its own input space: a flow layer alone, or between affine maps P and Q with Q∘P = id, exactly in rationals.
/// Then x ↦ Q φ_T(P x) is the flow of g(x) = DQ f(P x), whose zeros are fixed points for every T.
/// </summary>
/// <param name="Layer">The flow layer.</param>
/// <param name="Field">g, in the coordinates of the network's input.</param>
internal sealed record PureFlow(Flow Layer, Network Field)
{
    /// <summary>The flow that a network is; null when it is none, or when T is 0.</summary>
    public static PureFlow? Of(Network network)
    {
        int at = network.Layers.IndexOf(network.Layers.FirstOrDefault(layer => layer is Flow)!);
        if (at < 0 || ((Flow)network.Layers[at]).Time == 0 || network.Layers.Where((layer, i) => i != at && layer is not Affine).Any())
        {
            return null;
        }

        Flow flow = (Flow)network.Layers[at];
        if (network.Inputs != flow.Field.Inputs || FlowInside(flow.Field))
        {
            return null;
        }

        ImmutableArray<Layer> before = network.Layers[..at];
        ImmutableArray<Layer> after = network.Layers[(at + 1)..];
        return IsIdentity(network.Inputs, [.. before, .. after])
            ? new PureFlow(flow, new Network(network.Inputs, [.. before, .. flow.Field.Layers, .. after.Select(Linear)]))
            : null;
    }

    private static bool FlowInside(Network field) =>
        field.Layers.Any(layer => layer is Flow || (layer is Residual residual && FlowInside(residual.Branch)));

    private static Affine Linear(Layer layer) => new(((Affine)layer).Weight, new double[((Affine)layer).Weight.Rows]);

    private static bool IsIdentity(int inputs, ImmutableArray<Layer> affine)
    {
        RationalMatrix weight = RationalMatrix.Identity(inputs);
        Rational[] bias = new Rational[inputs];
        foreach (Affine layer in affine.Cast<Affine>())
        {
            RationalMatrix next = RationalMatrix.Of(layer.Weight.Rows, layer.Weight.Columns, layer.Weight.Values);
            weight = next * weight;
            bias = [.. (next * bias).Zip(Rational.Of(layer.Bias.AsSpan()), (a, b) => a + b)];
        }

        for (int i = 0; i < inputs; i++)
        {
            for (int j = 0; j < inputs; j++)
            {
                if (weight[i, j] != (i == j ? Rational.One : Rational.Zero))
                {
                    return false;
                }
            }
        }

        return bias.All(entry => entry.Sign == 0);
    }
}
