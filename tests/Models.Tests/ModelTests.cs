using System.Text.Json;
using TorchDynInspect.Models.Activations;
using TorchDynInspect.Models.Initialisation;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.Tests;

public sealed class ModelTests
{
    private static readonly JsonElement Data = Reference.Read("initialisers.json");

    [Fact]
    public void An_mlp_with_a_seed_is_the_model_that_PyTorch_builds_after_manual_seed()
    {
        using var model = new Mlp(new MlpOptions(2, 4, 3) { Seed = 3 });
        HasStateAndOutputOf(Data.GetProperty("mlp"), model);
    }

    [Fact]
    public void A_residual_network_with_a_seed_is_the_model_that_PyTorch_builds_after_manual_seed()
    {
        using var model = new ResidualNetwork(new ResidualNetworkOptions(3, 4, 2) { Inputs = 2, Outputs = 1, Activation = "silu", Seed = 3 });
        HasStateAndOutputOf(Data.GetProperty("residual"), model);
    }

    [Fact]
    public void Without_a_seed_the_global_generator_is_drawn_from_as_PyTorch_does()
    {
        manual_seed(3);
        using var model = new Mlp(new MlpOptions(2, 4, 3));
        HasStateAndOutputOf(Data.GetProperty("mlp"), model);
    }

    [Fact]
    public void A_seeded_model_leaves_the_global_generator_as_it_was()
    {
        using DisposeScope scope = NewDisposeScope();
        byte[] before = get_rng_state().data<byte>().ToArray();
        using var model = new ResidualNetwork(new ResidualNetworkOptions(2, 8) { Seed = 11, WeightInitialiser = "orthogonal" });
        Assert.Equal(before, get_rng_state().data<byte>().ToArray());
    }

    [Fact]
    public void State_dictionaries_have_plain_keys()
    {
        using var mlp = new Mlp(new MlpOptions(2, 4, 4, 1) { Activation = "prelu", OutputActivation = "sigmoid" });
        Assert.Equal(
            ["layer0.weight", "layer0.bias", "activation0.weight", "layer1.weight", "layer1.bias", "activation1.weight", "layer2.weight", "layer2.bias"],
            mlp.state_dict().Keys);
        using var residual = new ResidualNetwork(new ResidualNetworkOptions(2, 8, 2) { Bias = false });
        Assert.Equal(["block0.layer0.weight", "block0.layer1.weight", "block1.layer0.weight", "block1.layer1.weight"], residual.state_dict().Keys);
    }

    [Fact]
    public void Saved_parameters_load_into_a_model_of_the_same_options()
    {
        var options = new ResidualNetworkOptions(2, 5, 2);
        using var first = new ResidualNetwork(options);
        using var second = new ResidualNetwork(options);
        using var file = new MemoryStream();
        using (var writer = new BinaryWriter(file, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            first.save(writer);
        }

        file.Position = 0;
        using var reader = new BinaryReader(file);
        second.load(reader);
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 0.3f, -1f, 2f, 0.5f }, [2, 2]);
        Assert.Equal(first.forward(x).data<float>().ToArray(), second.forward(x).data<float>().ToArray());
    }

    [Fact]
    public void A_forward_pass_leaves_its_output_and_nothing_else_alive()
    {
        using var model = new ResidualNetwork(new ResidualNetworkOptions(2, 5, 2) { Inputs = 3, Outputs = 1, Activation = "gelu_tanh" });
        using Tensor x = ones([4, 3]);
        model.forward(x).Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;
        Tensor y = model.forward(x);
        Assert.Equal(before + 1, Tensor.TotalCount);
        y.Dispose();
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Bias_type_and_initialisers_follow_the_options()
    {
        using var model = new Mlp(new MlpOptions(3, 7, 2)
        {
            Dtype = ScalarType.Float64,
            WeightInitialiser = new Initialiser("constant").With("val", 0.5),
            BiasInitialiser = "zeros",
            Activation = ActivationChoice.FromString("leaky_relu").With("slope", 0.5),
        });
        using DisposeScope scope = NewDisposeScope();
        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));

        // h = ½(x₁+x₂+x₃) for each of 7 units, halved where negative; the output is ½·7h.
        Tensor y = model.forward(tensor(new double[] { 1, 2, 3, -1, -2, -3 }, [2, 3]));
        Assert.Equal([10.5, 10.5, -5.25, -5.25], y.data<double>().ToArray());
    }

    [Fact]
    public void Widths_that_make_no_network_are_refused_in_one_line()
    {
        Assert.StartsWith("widths: are [2, 0, 1]", Assert.Throws<ArgumentException>(() => new Mlp(new MlpOptions(2, 0, 1))).Message, StringComparison.Ordinal);
        Assert.StartsWith("widths: are [2]", Assert.Throws<ArgumentException>(() => new Mlp(new MlpOptions(2))).Message, StringComparison.Ordinal);
        Assert.Equal("blocks: is 0, expected at least 1", Assert.Throws<ArgumentException>(() => new ResidualNetwork(new ResidualNetworkOptions(2, 3, 0))).Message);
    }

    private static void HasStateAndOutputOf(JsonElement reference, nn.Module<Tensor, Tensor> model)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> state = model.state_dict();
        Assert.Equal(reference.GetProperty("state").EnumerateObject().Select(entry => entry.Name), state.Keys);
        foreach (JsonProperty entry in reference.GetProperty("state").EnumerateObject())
        {
            Assert.Equal(entry.Value.Numbers().Select(value => (float)value), state[entry.Name].detach().data<float>().ToArray());
        }

        double[] x = reference.GetProperty("input").Flat();
        Tensor y = model.forward(tensor(x, [2, 2], dtype: ScalarType.Float32));
        Assert.Equal(reference.GetProperty("output").Flat().Select(value => (float)value), y.detach().data<float>().ToArray(), (a, b) => Math.Abs(a - b) <= 1e-6f);
    }
}
