using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.Tensors;

public sealed class CustomFunctionTests
{
    [Fact]
    public void The_backward_pass_of_a_function_is_its_own()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, -2.0 }, requires_grad: true);
        var y = ScaledSquare.apply(x, 3.0);
        Assert.Equal([3.0, 12.0], y.data<double>().ToArray());
        y.sum().backward();

        // The function claims twice the true derivative, 6x.
        Assert.Equal([12.0, -24.0], x.grad!.data<double>().ToArray());
    }

    [Fact]
    public void A_function_takes_part_in_a_larger_graph()
    {
        using var scope = NewDisposeScope();
        var w = tensor(0.5, requires_grad: true);
        var x = tensor(2.0, requires_grad: true);
        (ScaledSquare.apply(x * w, 1.0) * w).backward();

        // z = xw = 1: y = z²w, claimed dz² = 4z.
        Assert.Equal(1 + (4 * 0.5 * 2), w.grad!.ToDouble());
        Assert.Equal(4 * 0.5 * 0.5, x.grad!.ToDouble());
    }

    [Fact]
    public void Nothing_is_recorded_where_nothing_needs_a_gradient()
    {
        using var scope = NewDisposeScope();
        Assert.False(ScaledSquare.apply(tensor(2.0), 1.0).requires_grad);
        using (no_grad())
        {
            Assert.False(ScaledSquare.apply(tensor(2.0, requires_grad: true), 1.0).requires_grad);
        }
    }

    [Fact]
    public void A_function_of_several_tensors_gets_zeros_for_the_results_that_were_not_used()
    {
        using var scope = NewDisposeScope();
        var x = tensor(2.0, requires_grad: true);
        var y = tensor(5.0, requires_grad: true);
        var both = SumAndProduct.apply(x, null!, y);
        both[1].backward();
        Assert.Equal(5.0, x.grad!.ToDouble());
        Assert.Equal(2.0, y.grad!.ToDouble());
    }

    [Fact]
    public void A_graph_that_is_kept_can_be_gone_through_again_and_one_that_is_not_cannot()
    {
        using var scope = NewDisposeScope();
        var x = tensor(1.0, requires_grad: true);
        var y = ScaledSquare.apply(x, 1.0);
        autograd.backward([y], retain_graph: true);
        autograd.backward([y], retain_graph: true);
        Assert.Equal(8.0, x.grad!.ToDouble());
    }

    [CompatFact]
    public void A_freed_graph_is_refused()
    {
        using var scope = NewDisposeScope();
        var x = tensor(1.0, requires_grad: true);
        var y = ScaledSquare.apply(x, 1.0);
        y.backward();
        Assert.Contains("second time", Assert.Throws<ExternalException>(() => y.backward()).Message, StringComparison.Ordinal);
    }

    [CompatFact]
    public void An_exception_of_a_backward_pass_comes_out_of_backward_as_itself()
    {
        using var scope = NewDisposeScope();
        var x = tensor(1.0, requires_grad: true);
        for (var i = 0; i < 3; i++)
        {
            var e = Assert.Throws<TimeoutException>(() => Failing.apply(x * 2).backward());
            Assert.Equal("no gradient today", e.Message);
        }

        // And nothing of it is left for the next call.
        (x * x).backward();
        Assert.Equal(2.0, x.grad!.ToDouble());
        Assert.Throws<ExternalException>(() => tensor(1.0).backward());
    }

    [CompatFact]
    public void An_exception_inside_a_backward_pass_inside_a_backward_pass_comes_out_too()
    {
        using var scope = NewDisposeScope();
        var x = tensor(1.0, requires_grad: true);
        Assert.Throws<TimeoutException>(() => Nested.apply(x, true).backward());
        Nested.apply(x, false).backward();
        Assert.Equal(6.0, x.grad!.ToDouble());
    }

    [CompatFact]
    public void A_gradient_of_the_wrong_shape_or_number_is_an_error()
    {
        using var scope = NewDisposeScope();
        var x = ones([2, 2], requires_grad: true);
        Assert.Contains("invalid gradient", Assert.Throws<ExternalException>(() => WrongShape.apply(x).sum().backward()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => TooFew.apply(x, x).sum().backward());
    }

    [CompatFact]
    public void A_function_and_what_it_saved_die_with_the_graph()
    {
        Collect();
        var before = Native.tds_live_tensors();
        var cookies = new List<WeakReference>();
        using var x = ones([3], requires_grad: true);
        for (var i = 0; i < 2000; i++)
        {
            using var scope = NewDisposeScope();
            var cookie = new object();
            var y = Keeping.apply(x, cookie).sum();
            if (i % 2 == 0)
            {
                y.backward();
            }

            if (i < 10)
            {
                cookies.Add(new WeakReference(cookie));
            }
        }

        Assert.Equal(before + 1, Native.tds_live_tensors());
        Collect();
        Assert.True(cookies.Count(cookie => cookie.IsAlive) <= 1, "the state of functions outlives their graphs");
    }

    [CompatFact]
    public void A_graph_may_be_let_go_by_the_finalizer()
    {
        using var x = ones([3], requires_grad: true);
        for (var i = 0; i < 200; i++)
        {
            Keeping.apply(x, new object());
        }

        Collect();
        Assert.Null(x.grad);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private sealed class ScaledSquare : autograd.SingleTensorFunction<ScaledSquare>
    {
        public override string Name => nameof(ScaledSquare);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            ctx.save_data("scale", vars[1]);
            return x.square() * (double)vars[1];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            [ctx.get_saved_variables()[0] * grad_output * (4 * (double)ctx.get_data("scale")), null!];
    }

    private sealed class SumAndProduct : autograd.MultiTensorFunction<SumAndProduct>
    {
        public override string Name => nameof(SumAndProduct);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var (x, y) = ((Tensor)vars[0], (Tensor)vars[2]);
            ctx.save_for_backward([x, y]);
            return [x + y, x * y];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            var saved = ctx.get_saved_variables();
            return [grad_outputs[0] + (grad_outputs[1] * saved[1]), null!, grad_outputs[0] + (grad_outputs[1] * saved[0])];
        }
    }

    private sealed class Failing : autograd.SingleTensorFunction<Failing>
    {
        public override string Name => nameof(Failing);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).clone();

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => throw new TimeoutException("no gradient today");
    }

    private sealed class Nested : autograd.SingleTensorFunction<Nested>
    {
        public override string Name => nameof(Nested);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_for_backward([(Tensor)vars[0]]);
            ctx.save_data("fails", vars[1]);
            return (Tensor)vars[0] * 6;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            using (enable_grad())
            {
                var x = ctx.get_saved_variables()[0].detach().requires_grad_();
                var y = (bool)ctx.get_data("fails") ? Failing.apply(x) : x * 6;
                autograd.backward([y], [grad_output], inputs: [x]);
                return [x.grad!, null!];
            }
        }
    }

    private sealed class WrongShape : autograd.SingleTensorFunction<WrongShape>
    {
        public override string Name => nameof(WrongShape);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).clone();

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [ones([3])];
    }

    private sealed class TooFew : autograd.SingleTensorFunction<TooFew>
    {
        public override string Name => nameof(TooFew);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).clone();

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output];
    }

    private sealed class Keeping : autograd.SingleTensorFunction<Keeping>
    {
        public override string Name => nameof(Keeping);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var y = ((Tensor)vars[0]) * 2;
            ctx.save_for_backward([(Tensor)vars[0], y]);
            ctx.save_data("cookie", vars[1]);
            return y;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            Assert.Equal(2, ctx.get_saved_variables().Count);
            return [grad_output * 2, null!];
        }
    }
}
