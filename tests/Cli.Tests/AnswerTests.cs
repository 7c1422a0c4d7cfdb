using System.Text.Json;

namespace TorchDynInspect.Cli.Tests;

public sealed class AnswerTests : IDisposable
{
    private readonly Models models = new();

    public void Dispose() => models.Dispose();

    private static double[] Numbers(JsonElement element) => element.Deserialize<double[]>()!;

    private static double[][] Rows(JsonElement element) => element.Deserialize<double[][]>()!;

    private static void Near(double[] expected, double[] found, double tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    [Fact]
    public void Info_tells_inputs_outputs_widths_activations_and_parameters()
    {
        JsonElement info = ToolRun.Json("info", models.TwoByTwo("tanh"));
        Assert.Equal((2, 2, 12), (info.GetProperty("inputs").GetInt32(), info.GetProperty("outputs").GetInt32(), info.GetProperty("parameters").GetInt32()));
        Assert.Equal([2, 2, 2], Numbers(info.GetProperty("widths")));
        Assert.Equal(["tanh"], info.GetProperty("activations").Deserialize<string[]>()!);
    }

    [Fact]
    public void Info_reads_a_TorchSharp_dictionary_with_its_architecture()
    {
        JsonElement info = ToolRun.Json("info", Models.Reference("residual-float32.dat"), "--arch", "2-[4-7-4:tanh]x2-2");
        Assert.Equal((2 * 4) + 4 + (2 * ((4 * 7) + 7 + (7 * 4) + 4)) + (4 * 2) + 2, info.GetProperty("parameters").GetInt32());
    }

    [Theory]
    [InlineData("tanh", new[] { 0.5569415755850449, -0.7294539576428529, 0.2981730024983329, 1.5180145594031371 }, new[] { 0.03841904869123804, -0.1401957985201322 })]
    [InlineData("relu", new[] { 0.8, -1.6, -0.4, 0.8 }, new[] { 0.13, 0.16 })]
    public void Affine_gives_the_secant_form_of_the_theory(string function, double[] a, double[] b)
    {
        JsonElement map = ToolRun.Json("affine", models.TwoByTwo(function), "--at", "0.7,-0.4");
        Near(a, [.. Rows(map.GetProperty("A")).SelectMany(row => row)], 1e-14);
        Near(b, Numbers(map.GetProperty("b")), 1e-14);
        Assert.Equal("secant", map.GetProperty("form").GetString());
        Assert.Equal("numerical", map.GetProperty("evidence").GetString());
    }

    [Fact]
    public void Affine_tangent_is_the_Jacobian_in_closed_form()
    {
        // W2 diag(1 − tanh² z) W1 at z = W1 x + b1 = (1.6, −0.35).
        double[] slope = [1 - (Math.Tanh(1.6) * Math.Tanh(1.6)), 1 - (Math.Tanh(-0.35) * Math.Tanh(-0.35))];
        double[] jacobian =
        [
            (0.8 * slope[0]) + (0.2 * slope[1] * 0.5), (0.8 * slope[0] * -2) + (0.2 * slope[1]),
            (-0.4 * slope[0]) + (1.1 * slope[1] * 0.5), (-0.4 * slope[0] * -2) + (1.1 * slope[1]),
        ];
        JsonElement map = ToolRun.Json("affine", models.TwoByTwo("tanh"), "--at", "0.7,-0.4", "--form", "tangent");
        Near(jacobian, [.. Rows(map.GetProperty("A")).SelectMany(row => row)], 1e-14);
        Assert.Equal("tangent", map.GetProperty("form").GetString());
    }

    [Fact]
    public void Affine_unshifted_keeps_the_bias_of_a_logistic_out_of_b()
    {
        // One logistic unit without bias: slope σ(z)/z, b = 0.
        JsonElement map = ToolRun.Json("affine", models.Scalar(2, 0, "sigmoid"), "--at", "1.5", "--form", "unshifted");
        Assert.Equal(1 / (1 + Math.Exp(-3)) / 1.5, Rows(map.GetProperty("A"))[0][0], 1e-14);
        Assert.Equal(0, Numbers(map.GetProperty("b"))[0], 1e-15);
    }

    [Fact]
    public void Spectrum_of_a_scaled_rotation_is_a_conjugate_pair()
    {
        string rotation = models.Network(2, """{"type":"affine","weight":[[0,-0.5],[0.5,0]],"bias":[1,2]}""");
        JsonElement spectrum = ToolRun.Json("spectrum", rotation, "--at", "3,4");
        Assert.Equal([0, 0.5], Rows(spectrum.GetProperty("eigenvalues"))[0]);
        Assert.Equal([0, -0.5], Rows(spectrum.GetProperty("eigenvalues"))[1]);
        Near([0.5, 0.5], Numbers(spectrum.GetProperty("singularValues")), 1e-15);
        Assert.Equal(0.5, spectrum.GetProperty("spectralRadius").GetDouble());
        Assert.Equal(0.5, spectrum.GetProperty("norm2").GetDouble(), 1e-15);
        Assert.Equal("numerical", spectrum.GetProperty("evidence").GetString());
        Assert.Contains("0 ± 0.5i", ToolRun.Of("spectrum", rotation, "--at", "3,4").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Spectrum_over_a_box_is_sampled_and_repeats_with_its_seed()
    {
        string model = models.Scalar(2, 0, "tanh");
        string[] call = ["spectrum", model, "--box", "-1,1", "--samples", "200", "--seed", "5", "--json"];
        ToolRun first = ToolRun.Of(call);
        Assert.Equal(first, ToolRun.Of(call));
        JsonElement result = JsonDocument.Parse(first.Out).RootElement;
        Assert.Equal("sampled", result.GetProperty("evidence").GetString());
        Assert.Equal(200, result.GetProperty("samples").GetInt32());
        Assert.Equal(200, result.GetProperty("points").GetArrayLength());

        // |f′| = 2(1 − tanh²(2x)) lies in [2/cosh²2, 2], and every reported extreme is one of the points'.
        double[] range = Numbers(result.GetProperty("range").GetProperty("spectralRadius"));
        Assert.InRange(range[0], 2 / (Math.Cosh(2) * Math.Cosh(2)), range[1]);
        Assert.InRange(range[1], range[0], 2);
        foreach (JsonElement point in result.GetProperty("points").EnumerateArray())
        {
            double x = Numbers(point.GetProperty("x"))[0];
            Assert.Equal(2 / (Math.Cosh(2 * x) * Math.Cosh(2 * x)), point.GetProperty("spectralRadius").GetDouble(), 1e-14);
        }

        Assert.NotEqual(first.Out, ToolRun.Of("spectrum", model, "--box", "-1,1", "--samples", "200", "--seed", "6", "--json").Out);
    }

    [Fact]
    public void Fixed_points_of_the_steep_logistic_are_those_of_the_theory()
    {
        JsonElement result = ToolRun.Json("fixed-points", models.Scalar(8, -4, "sigmoid"), "--box", "-1,2");
        JsonElement[] points = [.. result.GetProperty("points").EnumerateArray()];
        Near([0.0212479879613656297, 0.5, 0.978752012038634370], [.. points.Select(point => Numbers(point.GetProperty("x"))[0])], 1e-14);
        Near([0.166372087751674, 2, 0.166372087751674], [.. points.Select(point => Rows(point.GetProperty("eigenvalues"))[0][0])], 1e-13);
        Assert.Equal(["attracting", "repelling", "attracting"], points.Select(point => point.GetProperty("stability").GetString()));
        Assert.All(points, point => Assert.Equal("map", point.GetProperty("judged").GetString()));
        Assert.All(points, point => Assert.NotEqual(JsonValueKind.Null, point.GetProperty("enclosure").ValueKind));
        Assert.True(result.GetProperty("complete").GetBoolean());
        Assert.Equal("certified", result.GetProperty("evidence").GetString());
        Assert.All(["cycles", "continua", "unresolved", "theory"], field => Assert.Equal(JsonValueKind.Array, result.GetProperty(field).ValueKind));
    }

    [Fact]
    public void Fixed_points_of_a_piecewise_linear_network_are_proved_and_newton_can_be_asked_for()
    {
        // hardtanh(2x): −1 and 1 attract, 0 repels.
        string model = models.Scalar(2, 0, "hardtanh");
        JsonElement proved = ToolRun.Json("fixed-points", model, "--box", "-5,5");
        JsonElement[] points = [.. proved.GetProperty("points").EnumerateArray()];
        Assert.Equal([-1.0, 0, 1], points.Select(point => Numbers(point.GetProperty("x"))[0]));
        Assert.Equal(["attracting", "repelling", "attracting"], points.Select(point => point.GetProperty("stability").GetString()));
        Assert.All(points, point => Assert.Equal("certified", point.GetProperty("evidence").GetString()));
        Assert.Equal(("cells", "certified", true), (proved.GetProperty("method").GetString(), proved.GetProperty("evidence").GetString(), proved.GetProperty("complete").GetBoolean()));
        JsonElement sampled = ToolRun.Json("fixed-points", model, "--box", "-5,5", "--method", "newton");
        Assert.Equal(("newton", "sampled", false), (sampled.GetProperty("method").GetString(), sampled.GetProperty("evidence").GetString(), sampled.GetProperty("complete").GetBoolean()));
        Assert.Contains("complete: yes (evidence: certified, method: cells", ToolRun.Of("fixed-points", model, "--box", "-5,5").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_fixed_points_is_shown_as_one()
    {
        JsonElement relu = ToolRun.Json("fixed-points", models.Scalar(1, 0, "relu"), "--box", "-5,5");
        JsonElement line = Assert.Single(relu.GetProperty("continua").EnumerateArray());
        Assert.Equal(1, line.GetProperty("dimension").GetInt32());
        Assert.Equal([0.0, 5], Numbers(line.GetProperty("bounds")[0]));
        Assert.Equal(0, relu.GetProperty("points").GetArrayLength());
        Assert.Contains("Connected sets of fixed points", ToolRun.Of("fixed-points", models.Scalar(1, 0, "relu"), "--box", "-5,5").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_that_runs_out_leaves_the_boxes_that_are_open()
    {
        JsonElement cut = ToolRun.Json("fixed-points", Models.Bundled("plrnn-30-seed1.json"), "--box", "-100,100", "--budget", "1e-6");
        Assert.False(cut.GetProperty("complete").GetBoolean());
        Assert.True(cut.GetProperty("interrupted").GetBoolean());
        Assert.NotEqual(0, cut.GetProperty("unresolved").GetArrayLength());
    }

    [Fact]
    public void Fixed_points_finds_the_two_cycle_of_the_theory()
    {
        JsonElement result = ToolRun.Json("fixed-points", models.Scalar(-8, 4, "sigmoid"), "--box", "0,1", "--period", "2");
        JsonElement cycle = Assert.Single(result.GetProperty("cycles").EnumerateArray());
        Near([0.0212479879613656, 0.978752012038634], [.. Rows(cycle.GetProperty("points")).Select(point => point[0])], 1e-14);
        Assert.Equal((2, "attracting"), (cycle.GetProperty("period").GetInt32(), cycle.GetProperty("stability").GetString()));
        Assert.Equal(0.166372087751674 * 0.166372087751674, Rows(cycle.GetProperty("multipliers"))[0][0], 1e-13);
        Assert.Equal("repelling", Assert.Single(result.GetProperty("points").EnumerateArray()).GetProperty("stability").GetString());
    }

    [Fact]
    public void A_norm_below_one_everywhere_is_not_one_fixed_point()
    {
        // Trap 2 of theory §1: 0.95·GELU(x + 0.17).
        string model = models.Network(
            1, """{"type":"affine","weight":[[1]],"bias":[0.17]},{"type":"activation","function":"gelu"},{"type":"affine","weight":[[0.95]],"bias":[0]}""");
        JsonElement[] points = [.. ToolRun.Json("fixed-points", model, "--box", "-5,5").GetProperty("points").EnumerateArray()];
        Near([0.321283654969478, 1.33281852631235, 3.20644687819011], [.. points.Select(point => Numbers(point.GetProperty("x"))[0])], 1e-12);
        Near([.818994880167, 1.0710077537, .953932060278], [.. points.Select(point => Rows(point.GetProperty("eigenvalues"))[0][0])], 1e-10);
        Assert.Equal(["attracting", "repelling", "attracting"], points.Select(point => point.GetProperty("stability").GetString()));
    }

    [Fact]
    public void A_budget_cuts_the_search_and_says_so()
    {
        JsonElement result = ToolRun.Json(
            "fixed-points", Models.Bundled("tanh-recurrent-hard-8.json"), "--box", "-3,3", "--method", "newton", "--starts", "10000000", "--budget", "0.2");
        Assert.True(result.GetProperty("interrupted").GetBoolean());
        Assert.False(result.GetProperty("complete").GetBoolean());
    }

    [Fact]
    public void An_interrupted_search_prints_what_it_has_and_exits_130()
    {
        ToolRun run = ToolRun.At(
            100, new CancellationToken(canceled: true), "fixed-points", models.TwoByTwo("tanh"), "--box", "-3,3", "--json");
        Assert.Equal(130, run.ExitCode);
        Assert.True(JsonDocument.Parse(run.Out).RootElement.GetProperty("interrupted").GetBoolean());
    }
}
