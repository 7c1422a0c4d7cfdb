using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.FixedPoints.Flows;
using TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;
using TorchDynInspect.Dynamics.FixedPoints.Smooth;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>Fixed points f(x) = x and cycles of a network, by the method that suits it.</summary>
public static class FixedPointSearch
{
    /// <summary>
    /// Searches a box. Fixed points are those in the closed box; a cycle is listed when at least one of its points lies in the box, wherever the others are.
    /// </summary>
    /// <param name="network">f, from R^d to R^d.</param>
    /// <param name="box">Where to look, of dimension d.</param>
    /// <param name="options">The search; null for the defaults.</param>
    /// <param name="extraStarts">Newton: further starting points, M × d, e.g. the user's data; null for none.</param>
    /// <param name="progress">Told the share of the work done, 0…1; may be null.</param>
    /// <param name="cancellation">Stops the search; what was found so far is returned, marked interrupted.</param>
    /// <exception cref="InvalidInputException">
    /// f is not a self-map, the box or the extra starts have another dimension, an option is out of range, or the network is not what the method needs.
    /// </exception>
    public static FixedPointResult FixedPoints(
        this Network network,
        Box box,
        FixedPointOptions? options = null,
        Matrix? extraStarts = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(box);
        options ??= new FixedPointOptions();
        Require(network, box, options, extraStarts);
        if (options.Method is FixedPointMethod.Auto or FixedPointMethod.Newton && PureFlow.Of(network) is PureFlow flow)
        {
            return FlowFixedPoints.Search(network, flow, box, options, extraStarts, progress, cancellation);
        }

        FixedPointResult found = MethodFor(network, options.Method) switch
        {
            FixedPointMethod.Auto => AutomaticBoxes.Search(network, box, options, extraStarts, progress, cancellation),
            FixedPointMethod.Boxes => BoxFixedPoints.Search(network, box, options, null, progress, cancellation),
            FixedPointMethod.Cells => CellFixedPoints.Search(network, box, options, progress, cancellation),
            _ => MultiStartNewton.Search(network, box, options, extraStarts, progress, cancellation),
        };
        return PureFlow.Obstacle(network) is string obstacle
            ? found with { Remarks = [.. found.Remarks, $"the network is not read as the flow of one field, whose equilibria could be proved: {obstacle}"] }
            : found;
    }

    private static FixedPointMethod MethodFor(Network network, FixedPointMethod asked) => asked switch
    {
        FixedPointMethod.Auto => PiecewiseLinearProgram.Accepts(network) ? FixedPointMethod.Cells : FixedPointMethod.Auto,
        _ => asked,
    };

    private static void Require(Network network, Box box, FixedPointOptions options, Matrix? extraStarts)
    {
        if (!network.IsSelfMap)
        {
            throw new InvalidInputException($"fixed points: the network maps {network.Inputs} to {network.Outputs} units, expected equal widths");
        }

        Preconditions.RequireLength(box.Dimension, network.Inputs, "box");
        if (extraStarts is not null)
        {
            Preconditions.RequireLength(extraStarts.Columns, network.Inputs, "extra starts");
        }

        if (options.Period < 1 || options.Workers < 0 || options.Starts < 0 || options.MaxIterations < 0 || !(options.Tolerance >= 0) || options.Budget < TimeSpan.Zero)
        {
            throw new InvalidInputException("fixed points: expected period ≥ 1; workers, starts, iterations, tolerance and budget ≥ 0");
        }
    }
}
