using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Classification;

/// <summary>
/// A network with softplus as the smooth function it is classified as: torch's linear branch makes it jump by 2·10⁻⁹ at the default threshold.
/// </summary>
internal static class SmoothReading
{
    public static Network Of(Network network) => new(network.Inputs, network.Layers.Select(Of));

    private static Layer Of(Layer layer) => layer switch
    {
        Elementwise { IsUniform: true } elementwise => new Elementwise(Of(elementwise[0])),
        Elementwise elementwise => new Elementwise(elementwise.Units.Select(Of)),
        Residual residual => new Residual(Of(residual.Branch)),
        Flow flow => new Flow(Of(flow.Field), flow.Time, flow.Solver),
        _ => layer,
    };

    private static Activation Of(Activation activation) => activation is Softplus { IsSmoothWithoutCriticalPoints: true } softplus
        ? new Softplus(softplus.Beta, double.MaxValue)
        : activation;
}
