using System.Collections.Immutable;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.Flows;

/// <summary>
/// A network that is the time-T map of a vector field on its own input space: a flow layer alone, or between affine maps P and Q with Q∘P = id, exactly in rationals.
/// Then x ↦ Q φ_T(P x) is the flow of g(x) = DQ f(P x), whose zeros are fixed points for every T. Flows of one field in a row are one flow (<see cref="FlowRow"/>).
/// </summary>
/// <param name="Layer">The flow layer.</param>
/// <param name="Field">g, in the coordinates of the network's input.</param>
internal sealed record PureFlow(Flow Layer, Network Field)
{
    /// <summary>The flow that a network is; null when it is none, or when T is 0.</summary>
    public static PureFlow? Of(Network network)
    {
        ImmutableArray<Layer> layers = FlowRow.Joined(network);
        return Obstacle(network, layers) is null ? Read(network, layers) : null;
    }

    /// <summary>Why a network with flow layers is not read as the flow of one field, in half a sentence; null when it is, or when it holds none.</summary>
    public static string? Obstacle(Network network) => HoldsFlow(network) ? Obstacle(network, FlowRow.Joined(network)) : null;

    private static string? Obstacle(Network network, ImmutableArray<Layer> layers)
    {
        Flow[] flows = [.. layers.OfType<Flow>()];
        return !network.IsSelfMap ? "input and output differ"
            : flows.Length == 0 ? "the flow is inside a residual block"
            : layers.Any(layer => layer is not (Affine or Flow)) ? "layers that are no affine maps stand beside its flow"
            : flows.Length > 1 ? "its flows do not join: they differ in field, direction of time or steps, or affine maps that are not the identity stand between them"
            : flows[0].Time == 0 ? "its flow lasts no time, so that every point is fixed that the affine maps fix"
            : HoldsFlow(flows[0].Field) ? "the field holds a flow itself"
            : flows[0].Field.Inputs != network.Inputs ? "the field has another dimension than the input"
            : !ExactAffine.IsIdentity(network.Inputs, layers.OfType<Affine>()) ? "the affine maps around its flow do not undo each other exactly"
            : null;
    }

    private static PureFlow Read(Network network, ImmutableArray<Layer> layers)
    {
        int at = layers.IndexOf(layers.First(layer => layer is Flow));
        Flow flow = (Flow)layers[at];
        return new PureFlow(flow, new Network(network.Inputs, [.. layers[..at], .. flow.Field.Layers, .. layers[(at + 1)..].Select(Linear)]));
    }

    private static bool HoldsFlow(Network network) =>
        network.Layers.Any(layer => layer is Flow || (layer is Residual residual && HoldsFlow(residual.Branch)));

    private static Affine Linear(Layer layer) => new(((Affine)layer).Weight, new double[((Affine)layer).Weight.Rows]);
}
