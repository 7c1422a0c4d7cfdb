using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Models;
using TorchDynInspect.Models.Activations;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

public sealed class LoweringTests
{
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
}
