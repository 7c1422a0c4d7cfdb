using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.CriticalPoints.Classification;
using TorchDynInspect.Dynamics.CriticalPoints.Flows;
using TorchDynInspect.Dynamics.CriticalPoints.Smooth;
using TorchDynInspect.Dynamics.CriticalPoints.Vertices;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints;

/// <summary>The critical points of a scalar network: which engine finds them depends on the network.</summary>
public static class CriticalPointSearch
{
    /// <summary>
    /// Searches a box. A piecewise-linear network is searched cell by cell for vertices at which the sublevel sets change by their lower links; a smooth one
    /// for zeros of the gradient, by boxes with proof, or by Newton's method from many starts where it holds a flow layer, whose list is Sampled unless a theorem
    /// proves it.
    /// </summary>
    /// <param name="network">Φ, with one output.</param>
    /// <param name="box">Where to look, of the network's input dimension, with width on every axis.</param>
    /// <param name="options">The search; null for the defaults.</param>
    /// <param name="progress">Told the share of the work done, 0…1; may be null.</param>
    /// <param name="cancellation">Stops the search; what was found so far is returned, marked interrupted.</param>
    /// <exception cref="InvalidInputException">The network has several outputs, the box does not fit, or no engine covers the network.</exception>
    public static CriticalPointResult CriticalPoints(
        this Network network,
        Box box,
        CriticalPointOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(box);
        options ??= new CriticalPointOptions();
        if (network.Outputs != 1)
        {
            throw new InvalidInputException($"network: has {network.Outputs} outputs, expected 1 for critical points");
        }

        if (box.Dimension != network.Inputs)
        {
            throw new InvalidInputException($"box: has {box.Dimension} axes, expected {network.Inputs} as the network has inputs");
        }

        if (FlowTolerance.HoldsFlow(network))
        {
            return FlowCriticalPoints.Run(network, box, options, progress, cancellation);
        }

        if (!PiecewiseLinearProgram.Accepts(network))
        {
            return SmoothCriticalPoints.Run(network, box, options, progress, cancellation);
        }

        CriticalPointResult found = VertexSearch.Run(network, box, options, progress, cancellation);
        return found with { Theory = [.. found.Theory, .. CriticalPointTheory.Entries(network.ClassifyArchitecture(), found)] };
    }
}
