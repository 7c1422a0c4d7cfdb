using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace TorchDynInspect.Cli.Tests.Flows;

/// <summary><c>tdi trajectory</c>.</summary>
public sealed class TrajectoryTests : IDisposable
{
    private readonly Models models = new();

    public void Dispose() => models.Dispose();

    // ẋ = −y, ẏ = x: a quarter turn takes π/2.
    private string Rotation(string name = "net.json", string time = "1.5707963267948966") => models.Write(name, $$"""
        {"format":"torch-dyn-inspect/network/1","inputs":2,"layers":[{{Flow("""{"type":"affine","weight":[[0,-1],[1,0]]}""", time)}}]}
        """);

    private static string Flow(string field, string time) =>
        $$"""{"type":"flow","field":[{{field}}],"time":{{time}},"solver":"dopri5","rtol":1e-10,"atol":1e-12}""";

    private static double[][] Rows(string csv) =>
        [.. csv.TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray())];

    [Fact]
    public void A_rotation_comes_as_sines_and_cosines_at_equally_spaced_times()
    {
        ToolRun run = ToolRun.Of("trajectory", Rotation(), "--from", "1,0", "--samples", "50", "--csv", "-");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith("t,x1,x2\n0,1,0\n", run.Out, StringComparison.Ordinal);
        double[][] rows = Rows(run.Out);
        Assert.Equal(51, rows.Length);
        Assert.Equal(Math.PI / 2, rows[^1][0]);
        Assert.All(rows.Index(), row =>
        {
            Assert.Equal(row.Index * Math.PI / 100, row.Item[0], 1e-15);
            Assert.Equal(Math.Cos(row.Item[0]), row.Item[1], 1e-8);
            Assert.Equal(Math.Sin(row.Item[0]), row.Item[2], 1e-8);
        });
    }

    [Fact]
    public void A_time_of_its_own_may_be_negative_and_several_starts_are_counted()
    {
        string file = models.PathOf("paths.csv");
        ToolRun run = ToolRun.Of("trajectory", Rotation(), "--from", "1,0", "--from", "0,-2", "--time", "-3", "--samples", "4", "--csv", file);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        string csv = File.ReadAllText(file);
        Assert.StartsWith("trajectory,t,x1,x2\n", csv, StringComparison.Ordinal);
        double[][] rows = Rows(csv);
        Assert.Equal([1, 1, 1, 1, 1, 2, 2, 2, 2, 2], rows.Select(row => row[0]));
        Assert.Equal([0, -0.75, -1.5, -2.25, -3], rows.Take(5).Select(row => row[1]));
        Assert.All(rows.Skip(5), row => Assert.Equal(2 * Math.Sin(row[1]), row[2], 1e-8));
        Assert.Contains("Trajectory 2 from (0, −2)", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_before_the_flow_lead_to_its_start()
    {
        // The lift takes x to (x, 2x, 1); ḣ = −h.
        string model = models.Network(1, $$"""
            {"type":"affine","weight":[[1],[2],[0]],"bias":[0,0,1]},
            {{Flow("""{"type":"affine","weight":[[-1,0,0],[0,-1,0],[0,0,-1]]}""", "2")}},
            {"type":"affine","weight":[[1,1,1]]}
            """);
        JsonElement result = ToolRun.Json("trajectory", model, "--from", "3", "--samples", "8");
        Assert.Equal(("flow", 3, 1, 2.0), (
            result.GetProperty("system").GetString(), result.GetProperty("dimension").GetInt32(), result.GetProperty("layer").GetInt32(), result.GetProperty("time").GetDouble()));
        JsonElement path = Assert.Single(result.GetProperty("trajectories").EnumerateArray());
        Assert.Equal([3.0], path.GetProperty("from").Deserialize<double[]>()!);
        double[] times = path.GetProperty("times").Deserialize<double[]>()!;
        double[][] states = path.GetProperty("states").Deserialize<double[][]>()!;
        Assert.Equal([3.0, 6, 1], states[0]);
        Assert.Equal((9, 9), (times.Length, states.Length));
        Assert.All(times.Zip(states), pair => Assert.All(pair.Second.Zip([3.0, 6, 1]), x => Assert.Equal(x.Second * Math.Exp(-pair.First), x.First, 1e-8)));
        Assert.Equal(JsonValueKind.Null, path.GetProperty("failure").ValueKind);
        Assert.True(path.GetProperty("statistics").GetProperty("evaluations").GetInt64() > 6 * path.GetProperty("statistics").GetProperty("accepted").GetInt64());
        Assert.Equal("numerical", result.GetProperty("evidence").GetString());
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("midpoint")]
    [InlineData("rk4")]
    public void Fixed_steps_are_the_stability_function_of_the_scheme(string solver)
    {
        // ẋ = −x in steps of h multiplies by 1 − h, 1 − h + h²/2, 1 − h + h²/2 − h³/6 + h⁴/24.
        string model = models.Network(1, Flow("""{"type":"affine","weight":[[-1]]}""", "1"));
        JsonElement result = ToolRun.Json("trajectory", model, "--from", "1", "--samples", "4", "--solver", solver, "--steps", "4");
        double[] states = [.. result.GetProperty("trajectories")[0].GetProperty("states").Deserialize<double[][]>()!.Select(row => row[0])];
        Assert.Equal(5, states.Length);
        const double H = 0.25;
        double factor = solver switch { "euler" => 1 - H, "midpoint" => 1 - H + (H * H / 2), _ => 1 - H + (H * H / 2) - (H * H * H / 6) + (H * H * H * H / 24) };
        Assert.All(states.Index(), state => Assert.Equal(Math.Pow(factor, state.Index), state.Item, 1e-15));
        Assert.Equal((solver, 4), (result.GetProperty("solver").GetProperty("name").GetString(), result.GetProperty("solver").GetProperty("steps").GetInt32()));
    }

    [Fact]
    public void A_solution_that_blows_up_is_told_as_far_as_it_goes()
    {
        // ẋ = eˣ from 0 is −ln(1 − t): it leaves the real numbers at t = 1.
        string model = models.Network(1, Flow("""{"type":"activation","function":"exp"}""", "2"));
        JsonElement result = ToolRun.Json("trajectory", model, "--from", "0", "--from", "-5", "--samples", "19");
        JsonElement[] paths = [.. result.GetProperty("trajectories").EnumerateArray()];
        Assert.NotNull(paths[0].GetProperty("failure").GetString());
        double[] times = paths[0].GetProperty("times").Deserialize<double[]>()!;
        double[][] states = paths[0].GetProperty("states").Deserialize<double[][]>()!;
        Assert.Equal(18.0 / 19, times[^1], 1e-12);
        Assert.Equal(times.Length, states.Length);
        Assert.All(times.Zip(states), pair => Assert.Equal(-Math.Log(1 - pair.First), pair.Second[0], 1e-7));
        Assert.Equal(JsonValueKind.Null, paths[1].GetProperty("failure").ValueKind);
        Assert.Equal(20, paths[1].GetProperty("times").GetArrayLength());
    }

    [Fact]
    public void A_network_without_a_flow_is_iterated()
    {
        string model = models.Scalar(2, 0, "tanh");
        JsonElement result = ToolRun.Json("trajectory", model, "--from", "0.1", "--time", "5");
        Assert.Equal("map", result.GetProperty("system").GetString());
        Assert.False(result.TryGetProperty("solver", out _));
        double[] states = [.. result.GetProperty("trajectories")[0].GetProperty("states").Deserialize<double[][]>()!.Select(row => row[0])];
        double x = 0.1;
        foreach (double state in states)
        {
            Assert.Equal(x, state, 1e-15);
            x = Math.Tanh(2 * x);
        }

        Assert.Equal(6, states.Length);
    }

    [Fact]
    public void A_plane_is_drawn_as_a_phase_portrait_with_its_equilibrium()
    {
        string spiral = Models.Bundled("spiral-flow-2-16-2.json");
        (string portrait, string series) = (models.PathOf("portrait.svg"), models.PathOf("series.svg"));
        ToolRun run = ToolRun.Of("trajectory", spiral, "--from", "2,0", "--time", "20", "--picture", portrait, "--series", series);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("in the picture: 1 equilibrium (1 attracting), all there are (certified)", run.Out, StringComparison.Ordinal);
        Assert.Single(XDocument.Load(portrait).Descendants(), e => (string?)e.Attribute("class") == "pt blue hit");
        Assert.Contains("equilibrium, attracting", File.ReadAllText(portrait), StringComparison.Ordinal);
        Assert.Contains("Trajectories", File.ReadAllText(series), StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_two_coordinates_are_drawn_against_time()
    {
        string file = models.PathOf("lifted.svg");
        ToolRun run = ToolRun.Of("trajectory", Models.Bundled("lift-flow-readout-3-4-1.json"), "--from", "0.1,0.2,0.3", "--picture", file);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("x₄", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_followed_is_one_line()
    {
        string rotation = Rotation();
        string scalar = Models.Bundled("tanh-2-16-16-1-seed0.json");
        Assert.Equal($"--from \"1\": has 1 number, expected 2, one for each input of {rotation}", Fault(rotation, "--from", "1"));
        Assert.Equal($"{scalar}: has no flow layer and maps 2 to 1 numbers, expected a flow layer or as many outputs as inputs", Fault(scalar, "--from", "1,2"));
        Assert.Equal("--time 0: expected a finite number other than 0", Fault(rotation, "--from", "1,2", "--time", "0"));
        Assert.StartsWith("--time 2.5: expected a whole number of steps", Fault(models.TwoByTwo("tanh"), "--from", "1,2", "--time", "2.5"), StringComparison.Ordinal);
        rotation = Rotation();
        Assert.Equal("--solver rk4: takes equal steps, expected --steps N beside it", Fault(rotation, "--from", "1,2", "--solver", "rk4"));
        Assert.Equal("--steps: dopri5 chooses its steps by --rtol and --atol", Fault(rotation, "--from", "1,2", "--steps", "9"));
        Assert.Equal("--rtol, --atol: rk4 takes equal steps, expected --steps N", Fault(rotation, "--from", "1,2", "--solver", "rk4", "--steps", "9", "--rtol", "1e-3"));
        Assert.StartsWith("--solver: ", Fault(rotation, "--from", "1,2", "--solver", "dopri6"), StringComparison.Ordinal);
        Assert.StartsWith("--solver: ", Fault(rotation, "--from", "1,2", "--rtol", "-1"), StringComparison.Ordinal);
        Assert.StartsWith("--box: is what a phase portrait shows", Fault(rotation, "--from", "1,2", "--box", "-1,1"), StringComparison.Ordinal);
        Assert.StartsWith("--csv -: writes to standard output", Fault(rotation, "--from", "1,2", "--csv", "-", "--json"), StringComparison.Ordinal);
        Assert.StartsWith("--csv ", Fault(rotation, "--from", "1,2", "--csv", Path.GetDirectoryName(rotation)!), StringComparison.Ordinal);
    }

    private static string Fault(string model, params string[] options) => ToolRun.Of(["trajectory", model, .. options]).Fault();
}
