using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Models;
using TorchDynInspect.Models.Activations;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

public sealed class LoweringTests
{
    public static TheoryData<string, ScalarType> Kinds
    {
        get
        {
            var data = new TheoryData<string, ScalarType>();
            foreach (string name in ModuleKinds.Names)
            {
                data.Add(name, ScalarType.Float32);
                data.Add(name, ScalarType.Float64);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_module_and_its_network_agree_on_points_that_were_not_probed(string kind, ScalarType type)
    {
        (long[] shape, nn.Module<Tensor, Tensor> module) = ModuleKinds.Create(kind, type);
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> owned = module;
        Inspection inspection = module.Inspect(shape);
        Assert.True(inspection.IsLowered, inspection.Summary.ToString());
        Assert.True(inspection.Verification!.WorstRatio <= 1);

        Matrix points = Samples.Uniform(64, inspection.Inputs, 2, 99);
        module.eval();
        double[] expected = Tensors.Doubles(module.forward(tensor(points.Values.ToArray(), [64, .. shape], dtype: type)));
        double[] actual = inspection.Evaluate(points).Values.ToArray();
        Assert.Equal(expected.Length, actual.Length);
        double tolerance = type == ScalarType.Float32 ? 2e-5 : 1e-13;
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i])), $"entry {i}: network {actual[i]:R}, module {expected[i]:R}");
        }
    }

    [Fact]
    public void Weights_arrive_in_the_network_bit_for_bit()
    {
        using var model = new Mlp(new MlpOptions(2, 5, 3) { Seed = 4 });
        Network network = model.Inspect().RequireNetwork();
        Affine first = Assert.IsType<Affine>(network.Layers[0]);
        Assert.Equal(Tensors.Floats(model.get_parameter("layer0.weight")!).Select(value => (double)value), first.Weight.Values.ToArray());
        Assert.Equal(Tensors.Floats(model.get_parameter("layer0.bias")!).Select(value => (double)value), first.Bias);
        Assert.Equal(["Affine", "Elementwise", "Affine"], network.Layers.Select(layer => layer.GetType().Name));
    }

    [Fact]
    public void A_convolution_becomes_the_matrix_of_its_weights_bit_for_bit()
    {
        // One output pixel: the row is the kernel itself, channel by channel.
        using var convolution = nn.Conv2d(2, 3, 3);
        Affine affine = Assert.IsType<Affine>(Assert.Single(convolution.Inspect(2, 3, 3).RequireNetwork().Layers));
        Assert.Equal(Tensors.Floats(convolution.get_parameter("weight")!).Select(value => (double)value), affine.Weight.Values.ToArray());
        Assert.Equal(Tensors.Floats(convolution.get_parameter("bias")!).Select(value => (double)value), affine.Bias);
    }

    [Theory]
    [InlineData("leaky_relu", "slope", 0.01)]
    [InlineData("hardtanh", "max", 0.1)]
    [InlineData("elu", "alpha", 0.3)]
    [InlineData("hardshrink", "lambda", 0.7)]
    public void A_parameter_is_measured_as_the_number_that_the_module_computes_with(string name, string parameter, double value)
    {
        foreach (ScalarType type in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            using var model = new Mlp(new MlpOptions(2, 3, 1) { Activation = ActivationChoice.FromString(name).With(parameter, value), Dtype = type });
            Elementwise elementwise = Assert.IsType<Elementwise>(model.Inspect().RequireNetwork().Layers[1]);
            double measured = elementwise[0].Parameters.Single(entry => entry.Key == parameter).Value;
            Assert.Equal(type == ScalarType.Float32 ? (float)value : value, measured);
        }
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(2.5, 5)]
    [InlineData(0.1, 12.5)]
    public void Softplus_gives_back_beta_and_threshold(double beta, double threshold)
    {
        using var model = nn.Sequential(nn.Linear(2, 2), nn.Softplus(beta, threshold));
        Elementwise elementwise = Assert.IsType<Elementwise>(model.Inspect().RequireNetwork().Layers[1]);
        Assert.Equal([beta, threshold], elementwise[0].Parameters.OrderBy(entry => entry.Key).Select(entry => entry.Value));
    }

    [Fact]
    public void A_residual_network_becomes_residual_layers()
    {
        using var model = new ResidualNetwork(new ResidualNetworkOptions(2, 5, 3));
        Network network = model.Inspect().RequireNetwork();
        Assert.All(network.Layers, layer => Assert.Equal(3, Assert.IsType<Residual>(layer).Branch.Layers.Length));
        Assert.Equal(model.parameters().Sum(parameter => parameter.numel()), network.ParameterCount);
    }

    [Fact]
    public void The_input_width_is_found_behind_pointwise_layers()
    {
        using var model = nn.Sequential(nn.Tanh(), nn.Dropout(), nn.Sequential(nn.Linear(7, 2)));
        Assert.Equal(7, model.Inspect().Inputs);
    }

    [Fact]
    public void A_dense_matrix_beyond_the_limit_leaves_the_convolution_opaque()
    {
        using var model = nn.Conv2d(1, 4, 3, padding: 1);
        Inspection inspection = model.Inspect(new InspectionOptions { InputShape = [1, 8, 8], MaxDenseEntries = 1000 });
        Assert.False(inspection.IsLowered);
        Assert.Contains("256 × 64 entries, more than the 1000", Assert.Single(inspection.Warnings), StringComparison.Ordinal);
    }
}
