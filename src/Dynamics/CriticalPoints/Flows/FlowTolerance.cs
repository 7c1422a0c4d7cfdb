using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Flows;

/// <summary>A network with other tolerances of its flows. Fixed-step schemes are maps of their own and stay as they are.</summary>
internal static class FlowTolerance
{
    /// <summary>Where iterates need no more than a direction.</summary>
    public const double Coarse = 1e-7;

    /// <summary>Where points are settled.</summary>
    public const double Fine = 1e-11;

    /// <summary>What the fine one is compared with.</summary>
    public const double Finest = 1e-13;

    /// <summary>The network with every error-controlled flow at the relative tolerance, and an absolute one below it.</summary>
    public static Network Of(Network network, double relative) => new(network.Inputs, network.Layers.Select(layer => Of(layer, relative)));

    /// <summary>Whether a flow with error control is inside, so that the exact flow is meant.</summary>
    public static bool ReadsExactFlow(Network network) => network.Layers.Any(layer => layer switch
    {
        Flow flow => flow.Solver.IsAdaptive || ReadsExactFlow(flow.Field),
        Residual residual => ReadsExactFlow(residual.Branch),
        _ => false,
    });

    /// <summary>Whether a flow layer is inside, at any depth.</summary>
    public static bool HoldsFlow(Network network) => network.Layers.Any(layer => layer switch
    {
        Flow => true,
        Residual residual => HoldsFlow(residual.Branch),
        _ => false,
    });

    private static Layer Of(Layer layer, double relative) => layer switch
    {
        Residual residual => new Residual(Of(residual.Branch, relative)),
        Flow flow when flow.Solver.IsAdaptive =>
            new Flow(Of(flow.Field, relative), flow.Time, flow.Solver with { RelativeTolerance = relative, AbsoluteTolerance = 1e-2 * relative }),
        _ => layer,
    };
}
