using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Orbits;

/// <summary>Basins of attraction by iteration of a grid of starts.</summary>
public static class BasinSearch
{
    /// <summary>
    /// Iterates every start until its orbit has come near an attracting point or cycle and halved its distance there without going away, has left far beyond the box, or
    /// has made <see cref="BasinOptions.MaxSteps"/> steps. O(starts · steps · parameters), in batches over all cores; a start's label does not depend on the others.
    /// </summary>
    /// <param name="network">f, from R^d to R^d.</param>
    /// <param name="box">Where the starts lie, of dimension d.</param>
    /// <param name="found">Fixed points and cycles of f as a map; those that are attracting have basins, the others limit what counts as near.</param>
    /// <param name="options">The sampling; null for the defaults.</param>
    /// <param name="progress">Told the share of the work done, 0…1; may be null.</param>
    /// <param name="cancellation">Stops the sampling; the starts that are open then are undecided and the result is marked interrupted.</param>
    /// <exception cref="InvalidInputException">f is no self-map, the box or the points have another dimension, the points were judged as equilibria of a flow, or an option
    /// is out of range.</exception>
    public static BasinResult Basins(
        this Network network,
        Box box,
        FixedPointResult found,
        BasinOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(box);
        ArgumentNullException.ThrowIfNull(found);
        options ??= new BasinOptions();
        Require(network, box, found, options);
        (int perAxis, int count) = BasinGrid.Size(options.StartsPerAxis, box.Dimension);
        double[] widths = [.. box.Lower.Zip(box.Upper, (l, u) => u - l).Where(w => w > 0).DefaultIfEmpty(1)];
        ImmutableArray<Attractor> attractors = AttractorList.Of(found, options.Nearness * widths.Min());
        BasinRun run = new(network, box, attractors, options, options.Escape * widths.Max());
        run.Start(perAxis, count);
        bool interrupted = run.Iterate(progress, cancellation);
        return new BasinResult
        {
            Box = box,
            Options = options,
            StartsPerAxis = perAxis,
            Attractors = attractors,
            Labels = run.Labels(),
            Interrupted = interrupted,
        };
    }

    private static void Require(Network network, Box box, FixedPointResult found, BasinOptions options)
    {
        if (!network.IsSelfMap)
        {
            throw new InvalidInputException($"basins: the network maps {network.Inputs} to {network.Outputs} units, expected equal numbers");
        }

        if (box.Dimension != network.Inputs)
        {
            throw new InvalidInputException($"basins: the box has {box.Dimension} axes, expected {network.Inputs} as the network has inputs");
        }

        if (found.Box.Dimension != network.Inputs)
        {
            throw new InvalidInputException($"basins: the fixed points have dimension {found.Box.Dimension}, expected {network.Inputs} as the network has inputs");
        }

        if (found.Points.Any(point => point.Judged != SystemKind.Map))
        {
            throw new InvalidInputException("basins: the points are equilibria of a flow, expected fixed points of a map");
        }

        if (options.MaxSteps < 0 || !(options.Nearness > 0) || !(options.Escape >= 1))
        {
            throw new InvalidInputException(
                $"basins: {options.MaxSteps} steps, nearness {options.Nearness}, escape {options.Escape}: expected at least 0, above 0, at least 1");
        }
    }
}
