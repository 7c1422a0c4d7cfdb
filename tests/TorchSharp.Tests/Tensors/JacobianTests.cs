using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.Tensors;

public sealed class JacobianTests
{
    [Fact]
    public void The_Jacobian_of_polar_coordinates_is_the_closed_form()
    {
        using var scope = NewDisposeScope();
        var point = tensor(new[] { 2.0, 0.7 });
        var jacobian = autograd.functional.jacobian((Tensor p) => stack([p[0] * p[1].cos(), p[0] * p[1].sin()]), point);
        var expected = new[] { Math.Cos(0.7), -2 * Math.Sin(0.7), Math.Sin(0.7), 2 * Math.Cos(0.7) };
        Assert.Equal([2, 2], jacobian.shape);
        Assert.All(jacobian.data<double>().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 15));
        Assert.False(point.requires_grad);
    }

    [Fact]
    public void Second_derivatives_come_from_a_graph_of_the_first()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 0.3, -1.2, 2.0 }, requires_grad: true);
        var first = autograd.grad([x.pow(3).sum()], [x], create_graph: true)[0];
        first.sum().backward();
        Assert.All(x.grad!.data<double>().Zip([1.8, -7.2, 12.0]), pair => Assert.Equal(pair.Second, pair.First, 12));
    }

    [Fact]
    public void An_input_that_is_not_used_has_a_zero_Jacobian()
    {
        using var scope = NewDisposeScope();
        var jacobians = autograd.functional.jacobian((Tensor[] v) => v[0] * 3, ones(2, float64), ones(1, float64)).ToArray();
        Assert.Equal([3.0, 0, 0, 3], jacobians[0].data<double>().ToArray());
        Assert.Equal([2, 1], jacobians[1].shape);
        Assert.Equal(0.0, jacobians[1].abs().sum().ToDouble());
    }

    [Fact]
    public void Recording_follows_the_modes_of_the_thread()
    {
        using var x = ones(1, requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
            {
                Assert.True((x * 2).requires_grad);
            }
            Assert.False(is_grad_enabled());
        }
        Assert.True((x * 2).requires_grad);
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
        }
        Assert.False(is_inference_mode_enabled());
        Assert.True(x.is_leaf);
        using var y = x * 2;
        Assert.False(y.is_leaf);
        y.retain_grad();
        (y * 3).backward();
        Assert.Equal(3f, y.grad!.ToSingle());
        Assert.Equal(6f, x.grad!.ToSingle());
        Assert.False(y.detach().requires_grad);
    }
}
