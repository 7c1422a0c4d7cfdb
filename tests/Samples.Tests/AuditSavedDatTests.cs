using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors;
using TorchDynInspect.Interchange;
using TorchDynInspect.Models;
using TorchDynInspect.Models.Activations;
using static TorchSharp.torch;

namespace TorchDynInspect.Samples.Tests;

public sealed class AuditSavedDatTests
{
    [Fact]
    public void It_reads_off_the_file_what_the_module_itself_shows()
    {
        string file = Path.GetTempFileName();
        try
        {
            using var model = new ResidualNetwork(new ResidualNetworkOptions(2, 12, 2) { Activation = "silu", Seed = 6 });
            model.save(file);
            (int code, string[] lines, _) = SampleProgram.Run("AuditSavedDat", file, model.Architecture);
            Assert.Equal(0, code);
            Assert.Equal("2 inputs, 2 outputs, 124 parameters, 2 layers", lines[0]);

            // The opaque path never sees the file: it goes through the module's own forward and backward passes, and can only sample.
            FixedPointResult live = model.Inspect(new InspectionOptions { Opaque = true }).FixedPoints(Box.Cube(2, -3, 3));
            Assert.Equal($"{live.Points.Length} fixed points found, complete: True (Certified)", lines[^1]);
            Assert.Equal(live.Points.Length, lines.Count(line => line.StartsWith("fixed point", StringComparison.Ordinal)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Without_arguments_it_saves_a_model_of_its_own()
    {
        (int code, string[] lines, _) = SampleProgram.Run("AuditSavedDat");
        Assert.Equal(0, code);
        Assert.Equal("2 inputs, 2 outputs, 164 parameters, 2 layers", lines[0]);
    }

    [Fact]
    public void A_missing_file_is_one_line_and_exit_code_2()
    {
        (int code, _, string[] error) = SampleProgram.Run("AuditSavedDat", "no-such.dat", "2-2");
        Assert.Equal(2, code);
        Assert.Contains("no-such.dat", Assert.Single(error), StringComparison.Ordinal);
    }

    public static TheoryData<int> Saved => [.. Enumerable.Range(0, Models.Length)];

    [Theory]
    [MemberData(nameof(Saved))]
    public void A_saved_model_and_its_architecture_give_the_network_that_the_module_lowers_to(int index)
    {
        (nn.Module<Tensor, Tensor> model, string architecture) = Models[index]();
        using nn.Module<Tensor, Tensor> owned = model;
        string file = Path.GetTempFileName();
        try
        {
            model.save(file);
            Network read = NetworkFile.Read(file, architecture);
            Network lowered = model.Inspect().RequireNetwork();
            Assert.Equal(lowered.Widths.AsEnumerable(), read.Widths);
            Assert.Equal(lowered, read);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Func<(nn.Module<Tensor, Tensor>, string)>[] Models =>
    [
        () => Mlp(new MlpOptions(2, 8, 8, 3)),
        () => Mlp(new MlpOptions(2, 3)),
        () => Mlp(new MlpOptions(2, 3) { OutputActivation = "sigmoid" }),
        () => Mlp(new MlpOptions(2, 4, 3) { Activation = "prelu", OutputActivation = "softsign", Bias = false }),
        () => Mlp(new MlpOptions(2, 4, 2) { Activation = ActivationChoice.FromString("hardtanh").With("min", -0.5).With("max", 2), Dtype = ScalarType.Float64 }),
        () => Mlp(new MlpOptions(2, 4, 2) { Activation = ActivationChoice.FromString("softplus").With("beta", 2.5).With("threshold", 5) }),
        () => Residual(new ResidualNetworkOptions(2, 5)),
        () => Residual(new ResidualNetworkOptions(2, 5, 3) { Activation = "gelu_tanh", Dtype = ScalarType.Float64 }),
        () => Residual(new ResidualNetworkOptions(4, 5, 2) { Inputs = 3, Outputs = 1, OutputActivation = "tanh" }),
    ];

    private static (nn.Module<Tensor, Tensor>, string) Mlp(MlpOptions options)
    {
        var model = new Mlp(options);
        return (model, model.Architecture);
    }

    private static (nn.Module<Tensor, Tensor>, string) Residual(ResidualNetworkOptions options)
    {
        var model = new ResidualNetwork(options);
        return (model, model.Architecture);
    }
}
