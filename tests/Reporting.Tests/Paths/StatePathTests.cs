using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.PeriodicOrbits;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Json;
using TorchDynInspect.Reporting.Paths;

namespace TorchDynInspect.Reporting.Tests.Paths;

/// <summary>Paths as CSV, JSON and pictures.</summary>
public sealed class StatePathTests
{
    private static StatePath Path(int rows, int columns, double scale = 1) => new(
        [.. Enumerable.Range(0, columns).Select(j => (double)j)],
        [.. Enumerable.Range(0, rows).Select(i => 0.1 * i)],
        new Matrix(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(i => scale / (3 + i))]));

    private static string Csv(params StatePath[] paths)
    {
        using StringWriter writer = new();
        PathCsv.Write(writer, paths);
        return writer.ToString();
    }

    [Fact]
    public void Numbers_in_csv_read_back_to_the_same_bits()
    {
        StatePath path = Path(4, 3, Math.PI);
        string[] lines = Csv(path).Split('\n');
        Assert.Equal("t,x1,x2,x3", lines[0]);
        Assert.Equal((6, string.Empty), (lines.Length, lines[^1]));
        for (int i = 0; i < 4; i++)
        {
            double[] numbers = [.. lines[i + 1].Split(',').Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
            Assert.Equal([path.Times[i], .. path.States.Row(i).ToArray()], numbers);
        }
    }

    [Fact]
    public void Several_paths_are_blocks_with_a_number_each()
    {
        string[] lines = Csv(Path(2, 1), Path(3, 1)).TrimEnd('\n').Split('\n');
        Assert.Equal("trajectory,t,x1", lines[0]);
        Assert.Equal(["1", "1", "2", "2", "2"], lines.Skip(1).Select(line => line.Split(',')[0]));
    }

    [Fact]
    public void Paths_that_do_not_fit_together_are_refused()
    {
        Assert.Throws<InvalidInputException>(() => Csv());
        Assert.Throws<InvalidInputException>(() => Csv(Path(2, 1), Path(2, 2)));
        Assert.Throws<InvalidInputException>(() => new StatePath([1], [0, 1], new Matrix(1, 1, [1.0])));
    }

    [Fact]
    public void A_trajectory_that_ends_early_says_so_in_json_and_under_its_picture()
    {
        StatePath broken = Path(3, 2) with { Failure = "flow: stopped at t = 0.2", Statistics = new SolverStatistics(7, 1, 2, 3) };
        PathsJson json = new(SystemKind.Flow, 1, [broken]) { Solver = new FlowSolver("bosh3", RelativeTolerance: 1e-5, AbsoluteTolerance: 1e-7), Layer = 2 };
        JsonElement document = JsonDocument.Parse(json.ToJson()).RootElement;
        Assert.Equal(("flow", 2, 2, 1.0), (
            document.GetProperty("system").GetString(), document.GetProperty("dimension").GetInt32(), document.GetProperty("layer").GetInt32(), document.GetProperty("time").GetDouble()));
        JsonElement solver = document.GetProperty("solver");
        Assert.Equal(("bosh3", 1e-5, 1e-7), (solver.GetProperty("name").GetString(), solver.GetProperty("rtol").GetDouble(), solver.GetProperty("atol").GetDouble()));
        JsonElement path = Assert.Single(document.GetProperty("trajectories").EnumerateArray());
        Assert.Equal(broken.Failure, path.GetProperty("failure").GetString());
        Assert.Equal([7, 1, 2, 3], path.GetProperty("statistics").EnumerateObject().Select(field => field.Value.GetInt64()));
        Assert.Contains(broken.Failure, PathChart.Of("Trajectories", "t", [broken]).Notes);
    }

    [Fact]
    public void A_line_is_drawn_for_each_coordinate_and_the_rest_is_counted()
    {
        Figure one = PathChart.Of("Trajectories", "t", [Path(60, 3)]);
        Assert.Equal(["x₁", "x₂", "x₃"], one.Marks.OfType<LineMark>().Select(mark => mark.Name));
        Figure many = PathChart.Of("Trajectories", "t", [Path(60, 8), Path(60, 8)]);
        Assert.Equal(12, many.Marks.OfType<LineMark>().Count());
        Assert.Contains("4 of 16 lines are not drawn.", many.Notes);
        Assert.Contains("x₁, start 1", many.Marks.Select(mark => mark.Name));
    }

    [Fact]
    public void Observations_are_dots_within_axes_that_cover_them()
    {
        Figure figure = PathChart.WithObservations(
            "Over time", "year", "thousands", AxisScale.Logarithmic,
            [new Series("curve", [.. Enumerable.Range(0, 50).Select(i => (double)i)], [.. Enumerable.Range(0, 50).Select(i => 1.0 + i)])],
            [new Series("data", [-10, 80], [0.01, 900])]);
        PointsMark data = Assert.Single(figure.Marks.OfType<PointsMark>());
        Assert.Equal("data", data.Name);
        Assert.True(figure.X.Min < -10 && figure.X.Max > 80 && figure.Y.Min < 0.01 && figure.Y.Max > 900);
    }

    [Fact]
    public void Equilibria_and_closed_orbits_are_named_and_shaped_by_their_stability()
    {
        PeriodicOrbit orbit = Orbit(Stability.Attracting);
        FixedPoint point = new()
        {
            X = [0, 0],
            Eigenvalues = [new Complex(1, 1), new Complex(1, -1)],
            Stability = Stability.Repelling,
            Judged = SystemKind.Flow,
            Residual = 0,
            Evidence = Dynamics.Evidence.EvidenceLevel.Certified,
        };
        PlaneGrid grid = new(new Box([-2, -2], [2, 2]), 3, 3);
        PlaneOptions options = new() { FixedPoints = [point], PeriodicOrbits = [orbit, Orbit(Stability.Repelling)] };
        Figure figure = VectorFieldChart.OfField(grid, new double[18], options);
        Assert.Contains("equilibrium, repelling", figure.Marks.Select(mark => mark.Name));
        Assert.Equal([false, true], figure.Marks.OfType<LineMark>().OrderBy(mark => mark.Name, StringComparer.Ordinal).Select(mark => mark.Dashed));
        Assert.Equal(Dynamics.Evidence.EvidenceLevel.Numerical, figure.Evidence);
        Assert.Contains("A closed orbit, attracting, of period 6.5.", figure.Description, StringComparison.Ordinal);
    }

    private static PeriodicOrbit Orbit(Stability stability) => new()
    {
        X = [1, 0],
        Period = 6.5,
        PeriodError = 0,
        PointError = 0,
        Residual = 0,
        Segments = 1,
        Multipliers = [0.5],
        MultiplierError = 0,
        TrivialDeviation = 0,
        DivergenceIntegral = Math.Log(0.5),
        Stability = stability,
        Points = new Matrix(3, 2, [1.0, 0, -1, 0, 1, 0]),
        IsInside = true,
        FamilyDimension = 0,
    };
}
