using System.Text.Json;

namespace TorchDynInspect.Cli.Tests;

/// <summary>The verbs <c>regions</c> and <c>critical-points</c>.</summary>
public sealed class CellVerbTests : IDisposable
{
    private readonly Models models = new();

    public void Dispose() => models.Dispose();

    // |x| ± |y| with kinks at (0.25, −0.5).
    private string Moduli(double sign) => models.Network(2, FormattableString.Invariant($$"""
        {"type":"affine","weight":[[1,0],[0,1]],"bias":[-0.25,0.5]},
        {"type":"activation","function":"piecewise_linear","breakpoints":[0],"values":[0],"leftSlope":-1,"rightSlope":1},
        {"type":"affine","weight":[[1,{{sign}}]]}
        """));

    // Kinks on x = 0, y = 0 and x + y = 1.
    private string SelfMap() => models.Network(2, """
        {"type":"affine","weight":[[1,0],[0,1],[1,1]],"bias":[0,0,-1]},
        {"type":"activation","function":"leaky_relu","slope":0.5},
        {"type":"affine","weight":[[1,0,-3],[0,1,0]]}
        """);

    [Fact]
    public void Regions_are_counted_with_their_definition_and_evidence()
    {
        JsonElement regions = ToolRun.Json("regions", Models.Bundled("relu-2-16-16-1-seed0.json"), "--box", "-10,10");
        Assert.Equal(519, regions.GetProperty("count").GetInt64());
        Assert.True(regions.GetProperty("complete").GetBoolean());
        Assert.Equal("numerical", regions.GetProperty("evidence").GetString());
        Assert.Contains("full-dimensional cell", regions.GetProperty("definition").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, regions.GetProperty("proof").ValueKind);
        Assert.Equal(JsonValueKind.Null, regions.GetProperty("suprema").ValueKind);
    }

    [Fact]
    public void A_certified_count_carries_its_proof()
    {
        JsonElement regions = ToolRun.Json("regions", Models.Bundled("relu-2-16-16-1-seed0.json"), "--box", "-10,10", "--evidence", "certified");
        Assert.Equal((519, "certified"), (regions.GetProperty("count").GetInt64(), regions.GetProperty("evidence").GetString()));
        JsonElement proof = regions.GetProperty("proof");
        Assert.Equal((519, 1), (proof.GetProperty("witnesses").GetInt64(), proof.GetProperty("eulerCharacteristic").GetInt64()));
        Assert.Equal(JsonValueKind.Null, proof.GetProperty("failure").ValueKind);
    }

    [Fact]
    public void Suprema_over_the_regions_are_those_of_the_pieces()
    {
        // Slopes s, t, u in {½, 1}: A = [[s − 3u, −3u], [0, t]]; its eigenvalues are s − 3u and t, its largest row sum |s − 3u| + 3u = 2.5 + 3 at s = ½, u = 1.
        JsonElement suprema = ToolRun.Json("regions", SelfMap(), "--box", "-10,10", "--suprema").GetProperty("suprema");
        Assert.Equal(5.5, suprema.GetProperty("normInfinity").GetProperty("value").GetDouble());
        Assert.Equal(2.5, suprema.GetProperty("spectralRadius").GetProperty("value").GetDouble(), 1e-14);
        Assert.Equal(7, suprema.GetProperty("determinants").GetProperty("negative").GetInt64());
        Assert.Equal(0, suprema.GetProperty("determinants").GetProperty("positive").GetInt64());
    }

    [Theory]
    [InlineData("1,0<=0", 3)]
    [InlineData("1,1<=0", 3)]
    [InlineData("0,1<=-20", 0)]
    public void A_halfspace_cuts_the_box(string halfspace, long count) =>
        Assert.Equal(count, ToolRun.Json("regions", SelfMap(), "--box", "-10,10", "--halfspace", halfspace).GetProperty("count").GetInt64());

    [Theory]
    [InlineData("0,1", 7)]
    [InlineData("1,0;1,1", 7)]
    [InlineData("0,1@100,100", 1)]
    public void A_slice_is_a_plane_with_parameters_of_its_own(string slice, long count) =>
        Assert.Equal(count, ToolRun.Json("regions", SelfMap(), "--box", "-10,10", "--slice", slice).GetProperty("count").GetInt64());

    [Theory]
    [InlineData("norm")]
    [InlineData("radius")]
    [InlineData("determinant")]
    public void A_picture_is_a_document_of_its_own(string colour)
    {
        string file = models.Write("regions.svg", "old");
        ToolRun run = ToolRun.Of("regions", SelfMap(), "--box", "-10,10", "--picture", file, "--colour", colour);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains(file, run.Out, StringComparison.Ordinal);
        System.Xml.Linq.XDocument picture = System.Xml.Linq.XDocument.Load(file);
        Assert.Equal("svg", picture.Root!.Name.LocalName);
        Assert.Contains("7 linear regions", picture.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Critical_points_have_value_index_and_degeneracy()
    {
        JsonElement answer = ToolRun.Json("critical-points", Moduli(-1), "--box", "-2,2");
        JsonElement point = Assert.Single(answer.GetProperty("points").EnumerateArray().ToArray());
        Assert.Equal([0.25, -0.5], point.GetProperty("x").Deserialize<double[]>()!);
        Assert.Equal((0, 1, false), (point.GetProperty("value").GetDouble(), point.GetProperty("index").GetInt32(), point.GetProperty("degenerate").GetBoolean()));
        Assert.Empty(point.GetProperty("hessianEigenvalues").EnumerateArray());
        Assert.True(answer.GetProperty("complete").GetBoolean());
        Assert.Equal(1, answer.GetProperty("eulerCharacteristic").GetInt32());
        Assert.Contains(answer.GetProperty("theory").EnumerateArray(), entry => !entry.GetProperty("applies").GetBoolean());
    }

    [Fact]
    public void Critical_points_are_certified_on_request()
    {
        JsonElement answer = ToolRun.Json("critical-points", Models.Bundled("relu-2-16-16-1-seed0.json"), "--box", "-10,10", "--evidence", "certified");
        Assert.Equal("certified", answer.GetProperty("evidence").GetString());
        Assert.Equal([0, 1, 1, 0, 0, 1], answer.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("index").GetInt32()));
        Assert.All(answer.GetProperty("points").EnumerateArray(), point => Assert.Equal("certified", point.GetProperty("evidence").GetString()));
    }

    [Fact]
    public void People_read_the_kind_of_point_beside_its_index()
    {
        ToolRun run = ToolRun.Of("critical-points", Moduli(1), "--box", "-2,2");
        Assert.Contains("0, minimum", run.Out, StringComparison.Ordinal);
        Assert.Contains("complete: yes (evidence: numerical, with the border the indices add up to 1)", run.Out, StringComparison.Ordinal);
        Assert.Contains("open sets of critical points", System.Text.RegularExpressions.Regex.Replace(run.Out, @"\s+", " "), StringComparison.Ordinal);
    }

    [Fact]
    public void A_smooth_network_has_no_regions()
    {
        string path = models.TwoByTwo("tanh");
        Assert.Equal(
            $"{path}: layers[1], unit 0: tanh is not continuous and piecewise linear; cells need such activations",
            ToolRun.Of("regions", path, "--box", "-1,1").Fault());
    }

    [Fact]
    public void Critical_points_need_one_output()
    {
        string path = models.TwoByTwo("relu");
        Assert.Equal($"{path}: has 2 outputs, expected 1 for critical points", ToolRun.Of("critical-points", path, "--box", "-1,1").Fault());
    }

    [Theory]
    [InlineData("--slice", "0", "--slice \"0\": \"0\" is not a pair of axes \"I,J\" and not two directions \"u1,…;v1,…\"")]
    [InlineData("--slice", "0,x", "--slice \"0,x\": \"0,x\" is not a pair of axes")]
    [InlineData("--slice", "0,2", "--slice \"0,2\": slice: axis 2 does not exist, expected 0 to 1")]
    [InlineData("--slice", "1,1", "--slice \"1,1\": slice: its directions are linearly dependent, expected independent ones")]
    [InlineData("--slice", "1,0;2,0", "--slice \"1,0;2,0\": slice: its directions are linearly dependent, expected independent ones")]
    [InlineData("--slice", "1,0;2", "--slice \"1,0;2\": \"2\" has 1 numbers of the second direction, expected 2")]
    [InlineData("--slice", "1,0;0,1;1,1", "--slice \"1,0;0,1;1,1\": has 3 directions, expected two axes")]
    [InlineData("--slice", "0,1@1", "--slice \"0,1@1\": \"1\" has 1 numbers of the point, expected 2")]
    [InlineData("--slice", "0,1@1,nan", "--slice \"0,1@1,nan\": \"nan\" among the numbers of the point, expected a finite number")]
    [InlineData("--slice", "0,1@1,1@2,2", "--slice \"0,1@1,1@2,2\": has 2 times \"@\", expected PLANE or PLANE@POINT")]
    [InlineData("--halfspace", "1,1", "--halfspace \"1,1\": is not of the form \"a1,…,a2<=b\"")]
    [InlineData("--halfspace", "1<=0", "--halfspace \"1<=0\": \"1\" has 1 numbers of the normal, expected 2")]
    [InlineData("--halfspace", "0,0<=1", "--halfspace \"0,0<=1\": the normal is zero, expected a direction")]
    [InlineData("--halfspace", "1,1<=x", "--halfspace \"1,1<=x\": \"x\" among the numbers after \"<=\", expected a finite number")]
    [InlineData("--evidence", "sampled", "--evidence \"sampled\": unknown, expected numerical or certified")]
    [InlineData("--colour", "pink", "--colour \"pink\": unknown, expected norm, radius or determinant")]
    [InlineData("--budget", "0", "--budget 0: expected a positive number of seconds")]
    public void A_wrong_option_is_named(string option, string value, string fault) =>
        Assert.StartsWith(fault, ToolRun.Of("regions", SelfMap(), "--box", "-1,1", option, value).Fault(), StringComparison.Ordinal);

    [Fact]
    public void A_box_without_width_and_a_picture_of_space_are_refused()
    {
        Assert.Contains("no width", ToolRun.Of("regions", SelfMap(), "--box", "1,1").Fault(), StringComparison.Ordinal);
        Assert.Contains("no width", ToolRun.Of("critical-points", Moduli(1), "--box", "-1,1;2,2").Fault(), StringComparison.Ordinal);
        string space = Models.Bundled("relu-5-8-8-1-seed0.json");
        Assert.Equal(
            $"--picture: {space} has 5 inputs, expected 2, or a plane by --slice",
            ToolRun.Of("regions", space, "--box", "-1,1", "--picture", "x.svg").Fault());
        Assert.StartsWith(
            $"--colour radius: {space} maps 5 to 1 numbers", ToolRun.Of("regions", space, "--box", "-1,1", "--colour", "radius").Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_cannot_be_written_is_the_inputs_fault()
    {
        string folder = Path.GetDirectoryName(models.Absent)!;
        Assert.StartsWith(
            $"--picture {folder}: cannot be written: ", ToolRun.Of("regions", SelfMap(), "--box", "-1,1", "--picture", folder).Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_count_says_that_it_is_not_complete()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        ToolRun run = ToolRun.At(100, source.Token, "regions", Models.Bundled("relu-2-16-16-1-seed0.json"), "--box", "-10,10", "--json");
        Assert.Equal(ExitCode.Interrupted, run.ExitCode);
        Assert.False(JsonDocument.Parse(run.Out).RootElement.GetProperty("complete").GetBoolean());
    }
}
