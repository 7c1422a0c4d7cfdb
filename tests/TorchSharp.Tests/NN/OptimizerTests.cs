using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.NN;

public sealed class OptimizerTests
{
    [Fact]
    public void LBFGS_finds_the_minimum_of_a_quadratic_form()
    {
        using var scope = NewDisposeScope();
        var matrix = tensor(new[] { 5.0, 1, 0, 1, 3, -1, 0, -1, 2 }).reshape(3, 3);
        var right = tensor(new[] { 1.0, -2, 0.5 });
        var x = new Parameter(zeros(3, dtype: ScalarType.Float64));
        using var optimizer = optim.LBFGS([x], 1.0, max_iter: 60, tolerange_grad: 1e-13, tolerance_change: 1e-18);
        for (var i = 0; i < 3; i++)
        {
            optimizer.step(() =>
            {
                optimizer.zero_grad();
                var value = (x.dot(matrix.mv(x)) / 2) - right.dot(x);
                value.backward();
                return value;
            });
        }
        // It stops where the value no longer changes in its last digit, which is where the gradient is about the root of that.
        Assert.True(matrix.mv(x).sub(right).abs().max().ToDouble() < 1e-8);
    }

    [Fact]
    public void Parameters_without_a_gradient_stay()
    {
        using var scope = NewDisposeScope();
        var used = new Parameter(ones(2));
        var unused = new Parameter(ones(2));
        foreach (var optimizer in new optim.Optimizer[]
                 {
                     optim.SGD([used, unused], 0.1, 0.9, weight_decay: 0.1), optim.Adam([used, unused]), optim.AdamW([used, unused]),
                     optim.RMSProp([used, unused]), optim.Adagrad([used, unused]),
                 })
        {
            optimizer.zero_grad();
            used.sum().backward();
            Assert.Null(optimizer.step());
            Assert.Equal([1f, 1f], unused.data<float>().ToArray());
            optimizer.Dispose();
        }
        Assert.NotEqual(1f, used[0].item<float>());
    }

    [Fact]
    public void Zero_grad_keeps_the_gradient_tensor_and_clears_it()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(2));
        using var optimizer = optim.SGD([parameter], 0.1);
        parameter.sum().backward();
        optimizer.zero_grad();
        Assert.Equal([0f, 0f], parameter.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_step_leaves_the_parameter_a_leaf_and_gradient_mode_as_it_was()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(2));
        using var optimizer = optim.Adam([parameter]);
        parameter.sum().backward();
        optimizer.step();
        Assert.True(parameter.is_leaf && parameter.requires_grad && is_grad_enabled());
    }

    [Fact]
    public void Vectors_and_parameters_convert_into_each_other()
    {
        using var scope = NewDisposeScope();
        using var model = nn.Linear(2, 3);
        var vector = nn.utils.parameters_to_vector(model.parameters());
        Assert.Equal(model.parameters().SelectMany(p => p.data<float>().ToArray()), vector.data<float>().ToArray());
        nn.utils.vector_to_parameters(arange(9, dtype: ScalarType.Float32), model.parameters());
        Assert.Equal([0f, 1, 2, 3, 4, 5], model.weight.data<float>().ToArray());
        Assert.Equal([6f, 7, 8], model.bias!.data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => nn.utils.vector_to_parameters(zeros(8), model.parameters()));
    }

    [Fact]
    public void Gradient_elements_are_cut_to_an_interval()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(zeros(3)) { grad = tensor(new[] { -5f, 0.25f, 5f }) };
        nn.utils.clip_grad_value_([parameter], 0.5);
        Assert.Equal([-0.5f, 0.25f, 0.5f], parameter.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Padding_follows_its_mode()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1f, 2f, 3f }).reshape(1, 1, 3);
        float[] Pad(PaddingModes mode) => nn.functional.pad(x, (2, 1), mode, 9).data<float>().ToArray();
        Assert.Equal([9f, 9, 1, 2, 3, 9], Pad(PaddingModes.Constant));
        Assert.Equal([3f, 2, 1, 2, 3, 2], Pad(PaddingModes.Reflect));
        Assert.Equal([1f, 1, 1, 2, 3, 3], Pad(PaddingModes.Replicate));
        Assert.Equal([2f, 3, 1, 2, 3, 1], Pad(PaddingModes.Circular));
    }

    [Fact]
    public void One_hot_marks_the_class()
    {
        using var scope = NewDisposeScope();
        var rows = nn.functional.one_hot(tensor(new[] { 2L, 0L }), 4);
        Assert.Equal([2L, 4L], rows.shape);
        Assert.Equal([0L, 0, 1, 0, 1, 0, 0, 0], rows.data<long>().ToArray());
    }
}
