using TorchDynInspect.Dynamics;
using TorchDynInspect.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

public sealed class RefusalTests
{
    [Fact]
    public void A_NaN_weight_is_named_with_its_place()
    {
        using var model = new Mlp(new MlpOptions(2, 3, 1));
        Poison(model.get_parameter("layer0.weight")!, 5, float.NaN);
        Refused("parameter layer0.weight: entry [2, 1] is NaN, expected a finite number", () => model.Inspect());
    }

    [Fact]
    public void An_infinite_buffer_is_named()
    {
        using var model = nn.Sequential(nn.BatchNorm1d(2));
        Poison(model.named_buffers().First(entry => entry.name == "0.running_var").buffer, 1, float.PositiveInfinity);
        Refused("buffer 0.running_var: entry [1] is Infinity, expected a finite number", () => model.Inspect());
    }

    [Fact]
    public void A_wrong_input_width_names_the_layer_that_takes_another()
    {
        using var model = nn.Sequential(nn.Tanh(), nn.Linear(3, 1));
        Refused("1 (Linear): takes 3 inputs, the input shape gives 2", () => model.Inspect(2));
    }

    [Fact]
    public void Layers_that_do_not_chain_are_named()
    {
        using var model = nn.Sequential(nn.Linear(2, 3), nn.Linear(4, 1));
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => model.Inspect());
        Assert.StartsWith("1 (Linear): ", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void An_unknown_input_shape_is_asked_for()
    {
        using var model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten());
        Refused("module (Sequential): its first submodules do not fix the input shape; give it in InspectionOptions.InputShape", () => model.Inspect());
        Refused("input shape [0]: expected one or more sizes of at least 1", () => model.Inspect(0));
    }

    [Fact]
    public void A_forward_pass_that_throws_is_named()
    {
        using var model = nn.Sequential(nn.Linear(2, 2), new Broken());
        Refused("1 (Broken): its forward pass fails on an input of shape [32, 2]: no such luck", () => model.Inspect());
    }

    [Fact]
    public void A_disposed_module_is_refused()
    {
        var model = new Mlp(new MlpOptions(2, 3, 1));
        model.Dispose();
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => model.Inspect());
        Assert.Contains("ispose", e.Message, StringComparison.Ordinal);
        Assert.Contains("expected a live", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void A_complex_module_is_refused()
    {
        using var model = nn.Linear(2, 2, dtype: ScalarType.ComplexFloat64);
        Refused("weight: is ComplexFloat64, expected a real floating type", () => model.Inspect(), "parameter ");
    }

    [Fact]
    public void A_refused_inspection_leaves_the_training_flags_and_no_tensor()
    {
        using var model = nn.Sequential(nn.Linear(2, 2), new Broken());
        Assert.Throws<InvalidInputException>(() => model.Inspect());
        long before = Tensors.CountAlive();
        Assert.Throws<InvalidInputException>(() => model.Inspect());
        Assert.Equal(before, Tensor.TotalCount);
        Assert.All(model.modules(), module => Assert.True(module.training));
    }

    private static void Refused(string message, Action inspect, string prefix = "") =>
        Assert.Equal(prefix + message, Assert.Throws<InvalidInputException>(inspect).Message);

    private static void Poison(Tensor tensor, int entry, float value)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        float[] values = Tensors.Floats(tensor);
        values[entry] = value;
        tensor.copy_(torch.tensor(values, tensor.shape));
    }
}
