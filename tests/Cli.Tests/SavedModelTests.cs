using System.Text.Json;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange;
using TorchDynInspect.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Cli.Tests;

/// <summary>What TorchSharp saves is what the tool audits: files of our models, read without torch.</summary>
public sealed class SavedModelTests : IDisposable
{
    private readonly Models models = new();

    public void Dispose() => models.Dispose();

    public static TheoryData<string> Architectures =>
        ["2-6-6-2:tanh", "2-6-2:relu:sigmoid", "2-[4-7-4:tanh]x2-2", "[2-16-2:tanh]", "[2-16-2:relu]x3:tanh", "2-6-2:prelu"];

    private static nn.Module<Tensor, Tensor> Create(string architecture) => architecture switch
    {
        "2-6-6-2:tanh" => new Mlp(new MlpOptions(2, 6, 6, 2) { Seed = 1 }),
        "2-6-2:relu:sigmoid" => new Mlp(new MlpOptions(2, 6, 2) { Seed = 1, Activation = "relu", OutputActivation = "sigmoid" }),
        "2-[4-7-4:tanh]x2-2" => new ResidualNetwork(new ResidualNetworkOptions(4, 7, 2) { Seed = 1, Inputs = 2, Outputs = 2 }),
        "[2-16-2:tanh]" => new ResidualNetwork(new ResidualNetworkOptions(2, 16) { Seed = 1 }),
        "[2-16-2:relu]x3:tanh" => new ResidualNetwork(new ResidualNetworkOptions(2, 16, 3) { Seed = 1, Activation = "relu", OutputActivation = "tanh" }),
        _ => new Mlp(new MlpOptions(2, 6, 2) { Seed = 1, Activation = "prelu", Bias = false }),
    };

    [Theory]
    [MemberData(nameof(Architectures))]
    public void A_saved_model_audited_from_its_file_is_the_map_that_TorchSharp_computes(string architecture)
    {
        using nn.Module<Tensor, Tensor> module = Create(architecture);
        string path = Path.ChangeExtension(models.Absent, ".dat");
        module.save(path);
        JsonElement map = ToolRun.Json("affine", path, "--arch", architecture, "--at", "0.7,-0.4");

        module.to(ScalarType.Float64);
        using Tensor x = tensor(new[] { 0.7, -0.4 }, 1, 2);
        using Tensor y = module.call(x);
        double[] expected = y.data<double>().ToArray();
        double[][] a = map.GetProperty("A").Deserialize<double[][]>()!;
        double[] b = map.GetProperty("b").Deserialize<double[]>()!;
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], (a[i][0] * 0.7) + (a[i][1] * -0.4) + b[i], 1e-14);
        }
    }

    [Theory]
    [InlineData("2-6-6-2:tanh")]
    [InlineData("2-[4-7-4:tanh]x2-2")]
    public void A_file_we_write_is_the_file_TorchSharp_writes_and_loads(string architecture)
    {
        using nn.Module<Tensor, Tensor> module = Create(architecture);
        string theirs = Path.ChangeExtension(models.Absent, ".dat");
        module.save(theirs);
        Network network = NetworkFile.Read(theirs, architecture);
        string ours = theirs + ".again.dat";
        NetworkFile.Write(network, ours);
        Assert.Equal(File.ReadAllBytes(theirs), File.ReadAllBytes(ours));

        using nn.Module<Tensor, Tensor> other = Create(architecture);
        foreach (TorchSharp.Modules.Parameter parameter in other.parameters())
        {
            nn.init.zeros_(parameter);
        }

        other.load(ours);
        Assert.All(module.parameters().Zip(other.parameters()), pair => Assert.True(pair.First.Equals(pair.Second) || pair.First.allclose(pair.Second, 0, 0)));
    }
}
