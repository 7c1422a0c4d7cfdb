using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.PiecewiseLinear;

/// <summary>Critical points of a piecewise-linear scalar network: vertices of its cells, by the topology of lower links.</summary>
public static class VertexSearch
{
    internal static CriticalPointResult Run(
        Network network, Box box, CriticalPointOptions options, IProgress<double>? progress, CancellationToken cancellation) => throw new NotImplementedException();
}
