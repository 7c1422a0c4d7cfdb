using System.Globalization;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Orbits;
using TorchDynInspect.Dynamics.PeriodicOrbits;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Figures;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>The picture of a map of the line or the plane: its steps or graph, its fixed points and cycles, their sampled basins.</summary>
internal static class FixedPointPicture
{
    private const int Arrows = 17;
    private const int GraphPoints = 513;
    private const int MostSteps = 100;

    // An orbit whose steps are smaller than this share of the picture has arrived as far as the eye can tell.
    private const double Visible = 1e-4;

    /// <summary>Draws what was found.</summary>
    /// <param name="network">f, of one or two variables.</param>
    /// <param name="field">The field whose flow f is; null when it is none.</param>
    /// <param name="found">Its fixed points and cycles.</param>
    /// <param name="closed">Closed orbits of the field; null when they were not looked for.</param>
    /// <param name="basins">The basins of its fixed points and cycles; null of a flow that has no attracting ones.</param>
    /// <param name="start">Where the cobweb starts, of a map of the line; null for the box's middle.</param>
    public static Figure Of(Network network, Network? field, FixedPointResult found, PeriodicOrbitResult? closed, BasinResult? basins, double? start)
    {
        Figure figure = network.Inputs == 1 ? Line(network, found, basins, start) : Plane(network, field, found, closed, basins);
        return figure with
        {
            Notes =
            [
                .. found.Complete ? Array.Empty<string>() : ["The list of fixed points and cycles may be incomplete."],
                .. found.Continua.IsEmpty ? Array.Empty<string>() : ["Connected sets of fixed points are not drawn."],
                .. figure.Notes,
            ],
        };
    }

    /// <summary>The basins in a few words, for the line under the table.</summary>
    public static string Summary(BasinResult basins)
    {
        IEnumerable<string> shares = basins.Attractors.Select((_, i) => Percent(basins.ShareOf(i)));
        string attractors = basins.Attractors.IsEmpty ? "no attracting point or cycle" : $"basins {string.Join(", ", shares.Take(6))}{(basins.Attractors.Length > 6 ? ", …" : string.Empty)}";
        return $"{attractors}, undecided {Percent(basins.ShareOf(BasinResult.Undecided))}, escaping {Percent(basins.ShareOf(BasinResult.Escaped))}; "
            + $"sampled at {basins.Labels.Length.ToString("N0", CultureInfo.InvariantCulture)} starts{(basins.Interrupted ? ", cut short" : string.Empty)}";
    }

    private static string Percent(double share) => $"{(100 * share).ToString("0.##", CultureInfo.InvariantCulture)} %";

    private static Figure Plane(Network network, Network? field, FixedPointResult found, PeriodicOrbitResult? closed, BasinResult? basins)
    {
        PlaneGrid grid = new(found.Box, Arrows, Arrows);
        PlaneOptions options = new()
        {
            FixedPoints = found.Equilibria.IsEmpty ? found.Points : [.. found.Equilibria, .. found.Points.Where(point => found.Equilibria.All(e => !Same(e, point)))],
            Cycles = found.Cycles,
            PeriodicOrbits = closed?.Orbits ?? [],
            Basins = basins,
        };
        return field is null
            ? VectorFieldChart.OfMap(grid, network.Evaluate(grid.Points).Values, options)
            : VectorFieldChart.OfField(grid, field.Evaluate(grid.Points).Values, options with { Title = "Phase portrait of the flow" });
    }

    // A point of the time map's list that is an equilibrium is drawn once, as that.
    private static bool Same(FixedPoint equilibrium, FixedPoint point) => equilibrium.X.SequenceEqual(point.X);

    private static Figure Line(Network network, FixedPointResult found, BasinResult? basins, double? start)
    {
        (double lower, double upper) = (found.Box.Lower[0], found.Box.Upper[0]);
        double[] x = [.. Enumerable.Range(0, GraphPoints).Select(i => lower + (i / (GraphPoints - 1.0) * (upper - lower)))];
        double[] orbit = Orbit(network, start ?? (lower + ((upper - lower) / 2)), found.Box);
        return CobwebChart.Of(x, network.Evaluate(new Matrix(x.Length, 1, x)).Values, found, orbit, basins);
    }

    private static double[] Orbit(Network network, double start, Box box)
    {
        double width = box.Upper[0] - box.Lower[0];
        double farthest = Math.Max(Math.Abs(box.Lower[0]), Math.Abs(box.Upper[0])) + (10 * width);
        List<double> states = [start];
        for (int step = 0; step < MostSteps; step++)
        {
            double x = states[^1];
            double next = network.Evaluate([x])[0];
            states.Add(next);
            if (Math.Abs(next - x) < Visible * width || Math.Abs(next) > farthest)
            {
                break;
            }
        }

        return [.. states];
    }
}
