namespace TorchDynInspect.Cli.Tests;

public sealed class FaultTests : IDisposable
{
    private readonly Models models = new();

    public void Dispose() => models.Dispose();

    [Fact]
    public void A_missing_file() => Assert.Equal(
        $"{models.Absent}: no such file, expected a network file (.json) or a TorchSharp state dictionary (.dat)",
        ToolRun.Of("info", models.Absent).Fault());

    [Fact]
    public void Wrong_JSON()
    {
        string path = models.Write("net.json", "{\"inputs\": 2,\n \"layers\": oops}");
        Assert.StartsWith($"{path}: line 2, column 12: not valid JSON in layers: ", ToolRun.Of("info", path, "--json").Fault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"affine","weight":[[1,2],[3]]}""", "layers[0].weight[1]: has 1 number, expected 2 as in row 0")]
    [InlineData(
        """{"type":"affine","weight":[[1,2]]},{"type":"affine","weight":[[1,2]]}""",
        "layers[1]: affine layer expects 2 inputs, the layer before it gives 1")]
    [InlineData("""{"type":"affine","weight":[[1,NaN]]}""", "layers[0].weight[0][1]: is NaN, expected a finite number")]
    public void A_faulty_network_file(string layers, string fault)
    {
        string path = models.Network(2, layers);
        Assert.Equal($"{path}: {fault}", ToolRun.Of("affine", path, "--at", "1,2").Fault());
        Assert.Equal($"{path}: {fault}", ToolRun.Of("affine", path, "--at", "1,2", "--json").Fault());
    }

    [Fact]
    public void An_unknown_activation()
    {
        string path = models.Network(2, """{"type":"activation","function":"rleu"}""");
        Assert.StartsWith($"{path}: layers[0]: unknown activation 'rleu', expected one of ", ToolRun.Of("info", path).Fault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "has 1 number, expected 2, one for each input of ")]
    [InlineData("1,2,3", "has 3 numbers, expected 2, one for each input of ")]
    [InlineData("1,x", "number 2 is \"x\", expected a finite number")]
    [InlineData("nan,1", "number 1 is \"nan\", expected a finite number")]
    [InlineData("1,1e999", "number 2 is \"1e999\", expected a finite number")]
    [InlineData("1,Infinity", "number 2 is \"Infinity\", expected a finite number")]
    [InlineData("1,", "number 2 is \"\", expected a finite number")]
    public void A_wrong_point(string at, string fault)
    {
        string model = models.TwoByTwo("relu");
        foreach (string verb in (string[])["affine", "spectrum"])
        {
            Assert.StartsWith($"--at \"{at}\": {fault}", ToolRun.Of(verb, model, "--at", at).Fault(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2,1")]
    [InlineData("-1,1;-1,1;-1,1")]
    [InlineData("-1,nan")]
    [InlineData("-1e999,1")]
    [InlineData("a,b")]
    public void A_wrong_box(string box)
    {
        string model = models.TwoByTwo("relu");
        foreach (string verb in (string[])["fixed-points", "spectrum"])
        {
            Assert.StartsWith($"--box \"{box}\": ", ToolRun.Of(verb, model, "--box", box).Fault(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--period", "0")]
    [InlineData("--starts", "0")]
    [InlineData("--starts", "many")]
    [InlineData("--budget", "-1")]
    [InlineData("--budget", "NaN")]
    [InlineData("--budget", "soon")]
    [InlineData("--seed", "1.5")]
    public void A_wrong_number(string option, string value) =>
        Assert.Contains(value, ToolRun.Of("fixed-points", models.TwoByTwo("relu"), "--box", "-1,1", option, value).Fault(), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_form() => Assert.Equal(
        "--form \"secnat\": unknown, expected secant, tangent or unshifted",
        ToolRun.Of("affine", models.TwoByTwo("relu"), "--at", "1,2", "--form", "secnat").Fault());

    [Fact]
    public void A_spectrum_of_nowhere() => Assert.Equal(
        "spectrum: expected either --at x1,x2,… or --box l,u", ToolRun.Of("spectrum", models.TwoByTwo("relu")).Fault());

    [Fact]
    public void Fixed_points_of_a_network_that_cannot_be_iterated()
    {
        string path = Models.Bundled("tanh-2-16-16-1-seed0.json");
        Assert.Equal(
            $"{path}: maps 2 to 1 numbers, expected as many outputs as inputs for fixed points", ToolRun.Of("fixed-points", path, "--box", "-1,1").Fault());
    }

    [Fact]
    public void A_truncated_dictionary()
    {
        string path = Path.ChangeExtension(models.Absent, ".dat");
        File.WriteAllBytes(path, File.ReadAllBytes(Models.Reference("mlp-float32.dat"))[..100]);

        // 1 byte for the count, 18 + 48 for layer0.weight (6×2 float32), 15 for the head of layer0.bias, whose 24 bytes of values are cut to 18.
        Assert.Equal(
            $"{path}: entry \"layer0.bias\", byte 82: has shape 6 of 4-byte elements, but 18 bytes are left; the file is truncated or damaged",
            ToolRun.Of("info", path, "--arch", "2-6-6-2:tanh").Fault());
    }

    [Fact]
    public void A_dictionary_without_its_architecture_gets_a_guess()
    {
        string path = Models.Reference("mlp-float32.dat");
        Assert.Equal(
            $"{path}: a state dictionary does not say its functions, expected --arch; its shapes look like --arch \"2-6-6-2:ACTIVATION\"",
            ToolRun.Of("info", path).Fault());
    }

    [Fact]
    public void A_faulty_architecture() => Assert.StartsWith(
        "--arch \"2-6-6-2\": at character 8 (the end): ", ToolRun.Of("info", Models.Reference("mlp-float32.dat"), "--arch", "2-6-6-2").Fault(), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_verb() => Assert.StartsWith(
        "unknown verb \"inof\", expected info, affine, spectrum, fixed-points", ToolRun.Of("inof", "x.json").Fault(), StringComparison.Ordinal);

    [Theory]
    [InlineData("info")]
    [InlineData("affine", "x.json")]
    [InlineData("fixed-points", "x.json")]
    [InlineData("info", "x.json", "--jsn")]
    [InlineData("info", "x.json", "y.json")]
    public void A_faulty_command_line(params string[] arguments) => Assert.NotEmpty(ToolRun.Of(arguments).Fault());
}
