using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.Flows;

/// <summary>Networks that are flows.</summary>
public static class FlowNetworks
{
    /// <summary>
    /// The vector field whose time-T map a network is, in the coordinates of its input: of a flow layer alone, or between affine layers that undo each other exactly. Null for any
    /// other network, and when T is 0.
    /// </summary>
    /// <param name="network">The network.</param>
    public static Network? FlowField(this Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return PureFlow.Of(network)?.Field;
    }
}
