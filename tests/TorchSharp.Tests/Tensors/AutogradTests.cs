using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.Tensors;

public sealed class AutogradTests
{
    [Fact]
    public void The_gradient_of_a_sum_of_squares_is_twice_the_point()
    {
        using var x = tensor(new[] { 1.0, -2.0, 3.5 }, requires_grad: true);
        using var y = (x * x).sum();
        y.backward();
        Assert.Equal([2.0, -4.0, 7.0], x.grad!.data<double>().ToArray());
        Assert.Equal(1 + 4 + 12.25, y.item<double>());
    }

    [Fact]
    public void Backward_with_inputs_leaves_other_leaves_alone()
    {
        using var x = tensor(2.0, requires_grad: true);
        using var w = tensor(3.0, requires_grad: true);
        using var y = x * x * w;
        autograd.backward([y], inputs: [x]);
        Assert.Equal(12.0, x.grad!.ToDouble());
        Assert.Null(w.grad);
    }
}
