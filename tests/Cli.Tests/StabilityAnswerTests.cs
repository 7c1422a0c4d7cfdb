using System.Text.Json;

namespace TorchDynInspect.Cli.Tests;

public sealed class StabilityAnswerTests : IDisposable
{
    private readonly Models models = new();

    public void Dispose() => models.Dispose();

    // theory.md's chain: fixed points 0, 1, 2, 3 with the slopes ½, 2, ½, 2.
    private string LeakyChain() => models.Network(1, """
        {"type":"affine","weight":[[1]],"bias":[-0.6666666666666666]},{"type":"activation","function":"leaky_relu","slope":0.25},
        {"type":"affine","weight":[[-1]],"bias":[0.6666666666666666]},{"type":"activation","function":"leaky_relu","slope":0.25},
        {"type":"affine","weight":[[-1]],"bias":[-0.3333333333333333]},{"type":"activation","function":"leaky_relu","slope":0.25},
        {"type":"affine","weight":[[8]],"bias":[2.3333333333333335]}
        """);

    [Fact]
    public void The_chain_of_leaky_relus_has_two_attractors_with_their_basins()
    {
        JsonElement answer = ToolRun.Json("stability", LeakyChain(), "--box", "-1,4", "--attraction", "60", "--graph", "2");
        Assert.Equal(2, answer.GetProperty("lipschitz").GetDouble(), 1e-12);
        Assert.Equal(3, answer.GetProperty("norms").GetArrayLength());
        Assert.False(answer.GetProperty("dissipative").GetProperty("holds").GetBoolean());
        JsonElement[] verdicts = [.. answer.GetProperty("verdicts").EnumerateArray()];
        Assert.Equal(["attracting", "repelling", "attracting", "repelling"], verdicts.Select(v => v.GetProperty("stability").GetString()));
        double[] slopes = [0.5, 2, 0.5, 2];
        Assert.All(slopes.Zip(verdicts), pair => Assert.Equal(pair.First, pair.Second.GetProperty("spectralRadius").GetDouble(), 1e-12));
        Assert.Equal(JsonValueKind.Null, verdicts[1].GetProperty("attraction").ValueKind);
        foreach (int i in (int[])[0, 2])
        {
            JsonElement region = verdicts[i].GetProperty("attraction");
            Assert.Equal(2, region.GetProperty("volume").GetDouble(), 1e-4);
            Assert.Equal("stationary", region.GetProperty("end").GetString());
            Assert.Equal("certified", region.GetProperty("inner").GetProperty("evidence").GetString());
            Assert.Equal("numerical", region.GetProperty("evidence").GetString());
        }

        JsonElement morse = answer.GetProperty("transitionGraph").GetProperty("morse");
        Assert.True(morse.GetProperty("nodes").GetArrayLength() >= 3);
        Assert.True(answer.GetProperty("complete").GetBoolean());
    }

    [Fact]
    public void A_contraction_has_an_absorbing_ball_and_a_polygon_around_its_fixed_point()
    {
        string map = models.Network(2, """
            {"type":"affine","weight":[[0.4,-0.3],[0.2,0.5]],"bias":[1,1]},{"type":"activation","function":"relu"},
            {"type":"affine","weight":[[0.6,0.1],[-0.2,0.7]],"bias":[0.1,-0.2]}
            """);
        JsonElement answer = ToolRun.Json("stability", map, "--box", "-8,8", "--attraction", "3");
        JsonElement ball = answer.GetProperty("dissipative");
        Assert.True(ball.GetProperty("holds").GetBoolean());
        double expected = ball.GetProperty("beta").GetDouble() / (1 - ball.GetProperty("a").GetDouble());
        Assert.Equal(expected, ball.GetProperty("radius").GetDouble(), 1e-12);
        Assert.True(answer.GetProperty("boxForwardInvariant").GetBoolean());
        JsonElement region = Assert.Single(answer.GetProperty("verdicts").EnumerateArray()).GetProperty("attraction");
        double[][] polygon = region.GetProperty("steps")[0].GetProperty("polytopes")[0].GetProperty("vertices").Deserialize<double[][]>()!;
        double area = polygon.Zip(polygon.Skip(1).Append(polygon[0])).Sum(p => ((p.First[0] * p.Second[1]) - (p.Second[0] * p.First[1])) / 2);
        Assert.Equal(region.GetProperty("steps")[0].GetProperty("volume").GetDouble(), area, 1e-9);
        Assert.All(answer.GetProperty("theory").EnumerateArray(), entry => Assert.NotEqual(JsonValueKind.False, entry.GetProperty("agrees").ValueKind));
    }

    [Fact]
    public void People_read_norms_fixed_points_and_theorems()
    {
        string text = ToolRun.Of("stability", LeakyChain(), "--box", "-1,4", "--graph", "1").Out;
        Assert.Contains("Lipschitz constant", text, StringComparison.Ordinal);
        Assert.Contains("P5 contraction on the box", text, StringComparison.Ordinal);
        Assert.Contains("Transition graph", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_smooth_network_is_refused_in_one_line_that_names_file_and_layer()
    {
        string fault = ToolRun.Of("stability", models.TwoByTwo("tanh"), "--box", "-1,1").Fault();
        Assert.Contains("net.json: layers[1], unit 0: tanh", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_is_no_map_to_its_own_space_is_refused()
    {
        string readout = models.Network(2, """{"type":"affine","weight":[[1,1]],"bias":[0]}""");
        Assert.Contains("as many outputs as inputs", ToolRun.Of("stability", readout, "--box", "-1,1").Fault(), StringComparison.Ordinal);
    }

    // By coordinate: relu(2x + 1) − relu(2x − 1) − 1 climbs from −1 to 1 with slope 2 and is flat beside that, so that −1 and 1 attract; y is halved.
    [Fact]
    public void Regions_of_attraction_and_the_morse_graph_are_drawn_each_to_its_file()
    {
        string map = models.Network(2, """
            {"type":"affine","weight":[[2,0],[2,0],[0,1]],"bias":[1,-1,0]},
            {"type":"activation","functions":["relu","relu","identity"]},
            {"type":"affine","weight":[[1,-1,0],[0,0,0.5]],"bias":[-1,0]}
            """);
        string picture = models.PathOf("region.svg");
        string morse = models.PathOf("morse.svg");
        JsonElement answer = ToolRun.Json(
            "stability", map, "--box", "-3,3", "--attraction", "40", "--graph", "1", "--picture", picture, "--morse", morse);
        int attracting = answer.GetProperty("verdicts").EnumerateArray().Count(v => v.GetProperty("stability").GetString() == "attracting");
        Assert.Equal(2, attracting);
        foreach (string file in (string[])[models.PathOf("region-1.svg"), models.PathOf("region-2.svg"), morse])
        {
            System.Xml.Linq.XElement svg = System.Xml.Linq.XDocument.Load(file).Root!;
            Assert.Equal("svg", svg.Name.LocalName);
        }

        Assert.Contains("Region of attraction of (−1, 0)", File.ReadAllText(models.PathOf("region-1.svg")));
        Assert.Contains("Region of attraction of (1, 0)", File.ReadAllText(models.PathOf("region-2.svg")));
    }

    [Theory]
    [InlineData("--picture", "--attraction T")]
    [InlineData("--morse", "--graph N")]
    public void A_picture_of_what_was_not_asked_for_is_refused(string option, string expected)
    {
        string map = models.Network(2, """{"type":"affine","weight":[[0.5,0],[0,0.5]],"bias":[0,0]}""");
        string fault = ToolRun.Of("stability", map, "--box", "-1,1", option, models.PathOf("x.svg")).Fault();
        Assert.Contains(expected, fault, StringComparison.Ordinal);
        Assert.False(File.Exists(models.PathOf("x.svg")));
    }
}
