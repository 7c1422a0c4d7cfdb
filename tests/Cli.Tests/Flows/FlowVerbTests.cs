using System.Numerics;
using System.Text.Json;
using System.Xml.Linq;

namespace TorchDynInspect.Cli.Tests.Flows;

/// <summary><c>info</c>, <c>spectrum</c>, <c>fixed-points</c> and <c>critical-points</c> of networks that hold a flow.</summary>
public sealed class FlowVerbTests : IDisposable
{
    // ẋ = Mx with M = [[−1, −2], [2, −1]]: eigenvalues −1 ± 2i; e^{TM} has e^{−T}(cos 2T ± i sin 2T).
    private const string Focus = """{"type":"affine","weight":[[-1,-2],[2,-1]]}""";

    private readonly Models models = new();

    public void Dispose() => models.Dispose();

    private static string Flow(string field, string time) =>
        $$"""{"type":"flow","field":[{{field}}],"time":{{time}},"solver":"dopri5","rtol":1e-10,"atol":1e-12}""";

    private static Complex[] Complexes(JsonElement element) => [.. element.Deserialize<double[][]>()!.Select(pair => new Complex(pair[0], pair[1]))];

    private static double[] Numbers(JsonElement element) => element.Deserialize<double[]>()!;

    private static void Near(Complex expected, Complex found, double tolerance) => Assert.Equal(0, Complex.Abs(expected - found), tolerance);

    [Fact]
    public void Info_tells_the_field_its_time_and_its_solver()
    {
        JsonElement info = ToolRun.Json("info", Models.Bundled("lift-flow-readout-3-4-1.json"));
        JsonElement flow = info.GetProperty("layers")[1];
        Assert.Equal(
            ("flow", 1.0, "dopri5", 1e-8, 1e-10),
            (flow.GetProperty("type").GetString(), flow.GetProperty("time").GetDouble(), flow.GetProperty("solver").GetString(),
                flow.GetProperty("rtol").GetDouble(), flow.GetProperty("atol").GetDouble()));
        Assert.Equal([4, 16, 4], Numbers(flow.GetProperty("fieldWidths")));
        Assert.Equal([3, 4, 4, 1], Numbers(info.GetProperty("widths")));
        string euler = models.Network(2, """{"type":"flow","field":[],"time":1,"solver":"euler","steps":5}""");
        Assert.Equal(5, ToolRun.Json("info", euler).GetProperty("layers")[0].GetProperty("steps").GetInt32());
        Assert.Contains("euler in 5 steps", ToolRun.Of("info", euler).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Spectrum_gives_multipliers_of_the_time_map_beside_the_eigenvalues_of_the_field()
    {
        JsonElement spectrum = ToolRun.Json("spectrum", models.Network(2, Flow(Focus, "0.5")), "--at", "3,4");
        Complex multiplier = Math.Exp(-0.5) * new Complex(Math.Cos(1), Math.Sin(1));
        Near(multiplier, Complexes(spectrum.GetProperty("eigenvalues"))[0], 1e-9);
        JsonElement flow = Assert.Single(spectrum.GetProperty("flows").EnumerateArray());
        Assert.Equal((0, 0.5), (flow.GetProperty("layer").GetInt32(), flow.GetProperty("time").GetDouble()));
        Assert.Equal([3.0, 4], Numbers(flow.GetProperty("at")));
        Assert.Equal(-1, flow.GetProperty("spectralAbscissa").GetDouble(), 1e-14);
        Near(new Complex(-1, 2), Complexes(flow.GetProperty("field").GetProperty("eigenvalues"))[0], 1e-14);
        Near(multiplier, Complexes(flow.GetProperty("timeMap").GetProperty("eigenvalues"))[0], 1e-9);
    }

    [Fact]
    public void Spectrum_behind_a_lift_is_that_at_the_lifted_state()
    {
        // ḣ = tanh h in one dimension, from h = 2x: Dφ_T(h) = φ_T′ with sinh φ_T = e^T sinh h.
        string model = models.Network(1, $$"""{"type":"affine","weight":[[2]]},{{Flow("""{"type":"activation","function":"tanh"}""", "0.75")}}""");
        JsonElement flow = Assert.Single(ToolRun.Json("spectrum", model, "--at", "0.3").GetProperty("flows").EnumerateArray());
        double end = Math.Asinh(Math.Exp(0.75) * Math.Sinh(0.6));
        Assert.Equal([0.6], Numbers(flow.GetProperty("at")));
        Near(1 - (Math.Tanh(0.6) * Math.Tanh(0.6)), Complexes(flow.GetProperty("field").GetProperty("eigenvalues"))[0], 1e-14);
        Near(Math.Exp(0.75) * Math.Cosh(0.6) / Math.Cosh(end), Complexes(flow.GetProperty("timeMap").GetProperty("eigenvalues"))[0], 1e-9);
        Assert.False(ToolRun.Json("spectrum", models.TwoByTwo("tanh"), "--at", "1,2").TryGetProperty("flows", out _));
    }

    [Fact]
    public void Fixed_points_of_a_flow_are_the_equilibria_of_its_field_in_both_conventions()
    {
        JsonElement result = ToolRun.Json("fixed-points", models.Network(2, Flow(Focus, "0.5")), "--box", "-2,3", "--periodic-orbits");
        JsonElement point = Assert.Single(result.GetProperty("points").EnumerateArray());
        JsonElement equilibrium = Assert.Single(result.GetProperty("equilibria").EnumerateArray());
        Assert.Equal(("flow", "attracting", "certified"), (
            equilibrium.GetProperty("judged").GetString(), equilibrium.GetProperty("stability").GetString(), equilibrium.GetProperty("evidence").GetString()));
        Assert.Equal(("map", "attracting"), (point.GetProperty("judged").GetString(), point.GetProperty("stability").GetString()));
        Near(new Complex(-1, 2), Complexes(equilibrium.GetProperty("eigenvalues"))[0], 1e-9);
        Near(Math.Exp(-0.5) * new Complex(Math.Cos(1), Math.Sin(1)), Complexes(point.GetProperty("eigenvalues"))[0], 1e-9);
        JsonElement closed = result.GetProperty("periodicOrbits");
        Assert.Equal(0, closed.GetProperty("orbits").GetArrayLength());
        Assert.Equal((true, "certified"), (closed.GetProperty("complete").GetBoolean(), closed.GetProperty("evidence").GetString()));
    }

    [Fact]
    public void The_closed_orbit_of_an_oscillator_has_the_period_and_multiplier_that_scipy_finds()
    {
        // reference/flows.py
        JsonElement scipy = JsonDocument.Parse(File.ReadAllText(Models.Reference("oscillator.json"))).RootElement;
        string picture = models.PathOf("portrait.svg");
        string model = Models.Bundled("van-der-pol-flow-2-32-2.json");
        JsonElement result = ToolRun.Json("fixed-points", model, "--box", "-3,3", "--periodic-orbits", "--picture", picture);
        JsonElement orbit = Assert.Single(result.GetProperty("periodicOrbits").GetProperty("orbits").EnumerateArray());
        Assert.Equal(scipy.GetProperty("period").GetDouble(), orbit.GetProperty("period").GetDouble(), 1e-8);
        Near(scipy.GetProperty("multiplier").GetDouble(), Complexes(orbit.GetProperty("multipliers"))[0], 1e-8);
        Assert.Equal(("attracting", "map", "numerical"), (
            orbit.GetProperty("stability").GetString(), orbit.GetProperty("judged").GetString(), orbit.GetProperty("evidence").GetString()));
        Assert.Equal("repelling", Assert.Single(result.GetProperty("equilibria").EnumerateArray()).GetProperty("stability").GetString());

        string svg = File.ReadAllText(picture);
        Assert.Contains("closed orbit, attracting", svg, StringComparison.Ordinal);
        Assert.Contains("equilibrium, repelling", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("Basins", svg, StringComparison.Ordinal);
        string shown = ToolRun.Of("fixed-points", model, "--box", "-3,3", "--periodic-orbits").Out;
        Assert.Contains("Closed orbits that meet the box", shown, StringComparison.Ordinal);
        Assert.Contains("as a flow", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void The_basin_of_a_focus_is_drawn_under_the_arrows_of_its_field()
    {
        string picture = models.PathOf("focus.svg");
        ToolRun run = ToolRun.Of("fixed-points", Models.Bundled("spiral-flow-2-16-2.json"), "--box", "-2,2", "--picture", picture);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("Phase portrait of the flow", File.ReadAllText(picture), StringComparison.Ordinal);
        Assert.Single(XDocument.Load(picture).Descendants(), e => (string?)e.Attribute("class") == "pt blue hit");
        Assert.Contains("sampled at 16,384 starts", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Closed_orbits_of_a_map_that_is_no_flow_are_refused()
    {
        string model = models.TwoByTwo("tanh");
        Assert.StartsWith(
            $"--periodic-orbits: {model} is not the flow of a vector field", ToolRun.Of("fixed-points", model, "--box", "-1,1", "--periodic-orbits").Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void Critical_points_behind_a_flow_are_those_of_the_closed_form()
    {
        // ẋ₁ = tanh x₁ flows to asinh(e^T sinh x₁); with the readout x₁ there is none (N1).
        string none = models.Network(1, $$"""{{Flow("""{"type":"activation","function":"tanh"}""", "1")}},{"type":"affine","weight":[[3]]}""");
        JsonElement result = ToolRun.Json("critical-points", none, "--box", "-2,2");
        Assert.Equal((0, true), (result.GetProperty("points").GetArrayLength(), result.GetProperty("complete").GetBoolean()));
        Assert.Contains(result.GetProperty("theory").EnumerateArray(), entry => entry.GetProperty("theorem").GetString() == "N1" && entry.GetProperty("applies").GetBoolean());

        JsonElement found = ToolRun.Json("critical-points", Models.Bundled("lift-flow-readout-2-3-1.json"), "--box", "-3,3");
        JsonElement[] points = [.. found.GetProperty("points").EnumerateArray()];
        JsonElement[] scipy = [.. JsonDocument.Parse(File.ReadAllText(Models.Reference("lift_flow_readout.json"))).RootElement.GetProperty("points").EnumerateArray()];
        Assert.Equal(scipy.Length, points.Length);
        foreach (JsonElement expected in scipy)
        {
            double[] x = Numbers(expected.GetProperty("x"));
            JsonElement point = points.MinBy(p => Numbers(p.GetProperty("x")).Zip(x, (a, b) => Math.Abs(a - b)).Max());
            Assert.All(x.Zip(Numbers(point.GetProperty("x"))), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
            Assert.Equal(expected.GetProperty("index").GetInt32(), point.GetProperty("index").GetInt32());
            Assert.Equal(expected.GetProperty("value").GetDouble(), point.GetProperty("value").GetDouble(), 1e-7);
        }

        Assert.False(found.GetProperty("complete").GetBoolean());
    }
}
