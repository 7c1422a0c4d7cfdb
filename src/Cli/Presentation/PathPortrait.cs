using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Json;
using TorchDynInspect.Reporting.Paths;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>Paths in the plane over the arrows of their system, with its equilibria or fixed points.</summary>
/// <param name="Figure">The picture.</param>
/// <param name="Points">The points in it, and how complete they are.</param>
internal sealed record PathPortrait(Figure Figure, FixedPointResult Points)
{
    private const int Arrows = 19;

    // A picture need not wait for a hard search: what it then lacks is said under it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Draws the paths.</summary>
    /// <param name="system">The field or the map, of two variables.</param>
    /// <param name="paths">The paths.</param>
    /// <param name="box">What to show; null for the paths with a margin.</param>
    /// <param name="cancellation">Stops the search for points.</param>
    public static PathPortrait Of(Network system, PathsJson paths, Box? box, CancellationToken cancellation)
    {
        Box shown = box ?? Around(paths);
        bool flow = paths.System == SystemKind.Flow;
        FixedPointOptions limits = new() { Budget = Patience };
        FixedPointResult points = flow ? system.Equilibria(shown, limits, cancellation: cancellation) : system.FixedPoints(shown, limits, cancellation: cancellation);
        PlaneGrid grid = new(shown, Arrows, Arrows);
        PlaneOptions options = new()
        {
            Title = flow ? "Phase portrait of ẋ = f(x)" : "Orbits over the steps f(x) − x",
            Trajectories = [.. paths.Paths.Select((path, i) => Drawn(path, i, paths.Paths.Length, flow))],
            FixedPoints = points.Points,
        };
        ReadOnlySpan<double> values = system.Evaluate(grid.Points).Values;
        Figure figure = flow ? VectorFieldChart.OfField(grid, values, options) : VectorFieldChart.OfMap(grid, values, options);
        string kind = flow ? "equilibria" : "fixed points";
        string all = points.Complete ? $"All {kind} in the picture ({Word(points.Evidence)})" : $"Some {kind} may have been missed";
        Figure said = figure with
        {
            Caption = $"{all}; {(flow ? "trajectories" : "orbits")}: numerical.",
            Evidence = points.Evidence < EvidenceLevel.Numerical ? points.Evidence : EvidenceLevel.Numerical,
            Notes = [.. paths.Paths.Select(path => path.Failure).OfType<string>(), .. figure.Notes],
        };
        return new PathPortrait(said, points);
    }

    private static string Word(EvidenceLevel level) => level.ToString().ToLowerInvariant();

    private static Trajectory Drawn(StatePath path, int index, int count, bool flow)
    {
        string name = (flow ? "trajectory" : "orbit") + (count == 1 ? string.Empty : $" {index + 1}");
        return Trajectory.Of(name, path.States) with { ShowPoints = false, MarkStart = true, AsDots = !flow };
    }

    private static Box Around(PathsJson paths)
    {
        double[] lower = new double[2];
        double[] upper = new double[2];
        for (int j = 0; j < 2; j++)
        {
            double[] values = [.. paths.Paths.SelectMany(path => Enumerable.Range(0, path.States.Rows).Select(i => path.States[i, j]))];
            double margin = 0.12 * (values.Max() - values.Min());
            margin = margin > 0 ? margin : 0.1 + (0.1 * Math.Abs(values[0]));
            (lower[j], upper[j]) = (values.Min() - margin, values.Max() + margin);
        }

        return new Box(lower, upper);
    }
}
