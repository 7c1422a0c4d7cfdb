using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.Tensors;

/// <summary>Who disposes a tensor, and that nothing native stays behind.</summary>
public sealed class LifetimeTests
{
    [CompatFact]
    public void A_hundred_thousand_operations_leave_no_native_tensor()
    {
        var before = Engine.LiveTensors;
        using (var x = randn(4, 4, requires_grad: true))
        {
            for (var i = 0; i < 20_000; i++)
            {
                using var y = x * 2;
                using var z = y.sin();
                using var s = z.sum();
                using var part = z[1, 2];
                if (i % 50 == 0)
                {
                    s.backward();
                    using var gradient = x.grad;
                    x.grad = null;
                }
                var (values, indices) = z.max(1);
                values.Dispose();
                indices.Dispose();
            }
            Assert.Equal(before + 1, Engine.LiveTensors);
        }
        Assert.Equal(before, Engine.LiveTensors);
    }

    [CompatFact]
    public void A_chain_of_a_hundred_thousand_operations_differentiates_and_is_released()
    {
        var before = Engine.LiveTensors;
        using (NewDisposeScope())
        {
            var x = tensor(1.0, requires_grad: true);
            var y = x;
            for (var i = 0; i < 100_000; i++)
            {
                y = y + x;
            }
            y.backward();
            Assert.Equal(100_001.0, x.grad!.ToDouble());
        }
        Assert.Equal(before, Engine.LiveTensors);
    }

    [Fact]
    public void Lists_of_any_length_cross_the_border()
    {
        using var scope = NewDisposeScope();
        var parts = Enumerable.Range(0, 1000).Select(i => full(2, i, float64)).ToArray();
        Assert.Equal(999_000.0, cat(parts).sum().ToDouble());
        Assert.Equal([1000, 2], stack(parts).shape);
        Assert.Equal(1000, stack(parts).unbind().Length);
        Assert.Equal([2, 2], stack(parts).split(2)[499].shape);
    }

    [CompatFact]
    public void A_forgotten_tensor_is_released_by_the_finalizer()
    {
        var before = Engine.LiveTensors;
        Forget();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(before, Engine.LiveTensors);
    }

    [CompatFact]
    public void Ten_thousand_errors_leave_nothing_behind()
    {
        var before = Engine.LiveTensors;
        using (var scope = NewDisposeScope())
        {
            var a = ones(2, 3);
            var x = ones(3, requires_grad: true);
            for (var i = 0; i < 10_000; i++)
            {
                using var inner = NewDisposeScope();
                Action mistake = (i % 4) switch
                {
                    0 => () => a.matmul(a),
                    1 => () => linalg.inv(zeros(2, 2)),
                    2 => () => (x * 2).backward(),
                    _ => () => a[9].ToString(),
                };
                Assert.Throws<System.Runtime.InteropServices.ExternalException>(mistake);
            }
        }
        Assert.Equal(before, Engine.LiveTensors);
        Assert.Equal(2.0, (ones(1) + 1).ToDouble());
    }

    [Fact]
    public void A_scope_disposes_what_was_created_in_it()
    {
        Tensor inside, kept, detached;
        using var outside = ones(1);
        using (var outer = NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                inside = ones(2);
                kept = (inside + 1).MoveToOuterDisposeScope();
                detached = (inside + 2).DetachFromDisposeScope();
                Assert.Equal(1, inner.DisposablesCount);
                Assert.True(inner.Contains(inside));
            }
            Assert.True(inside.IsInvalid);
            Assert.False(kept.IsInvalid);
            Assert.Same(outer, CurrentDisposeScope);
        }
        Assert.True(kept.IsInvalid);
        Assert.False(outside.IsInvalid);
        Assert.Equal([3f, 3f], detached.data<float>().ToArray());
        detached.Dispose();
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void A_scope_can_keep_some_and_dispose_the_rest()
    {
        using var scope = NewDisposeScope();
        var a = ones(1);
        var b = ones(2);
        var c = ones(3);
        scope.DisposeEverythingBut(b);
        Assert.True(a.IsInvalid);
        Assert.False(b.IsInvalid);
        Assert.True(c.IsInvalid);
        b.Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Attach_gives_a_tensor_an_owner()
    {
        var x = ones(1);
        using (var scope = NewDisposeScope())
        {
            scope.Attach(x);
            scope.Attach(x);
            Assert.Equal(1, scope.DisposablesCount);
        }
        Assert.True(x.IsInvalid);
    }

    [Fact]
    public void Statistics_count_what_scopes_own()
    {
        DisposeScopeManager.Statistics.Reset();
        using (NewDisposeScope())
        {
            ones(1);
            ones(1).DetachFromDisposeScope().Dispose();
            ones(1).Dispose();
        }
        ones(1).Dispose();
        var counts = DisposeScopeManager.Statistics;
        Assert.Equal(3, counts.CreatedInScopeCount);
        Assert.Equal(1, counts.CreatedOutsideScopeCount);
        Assert.Equal(2, counts.DisposedInScopeCount);
        Assert.Equal(1, counts.DetachedFromScopeCount);
        Assert.Equal(0, counts.ThreadTotalLiveCount);
    }

    [Fact]
    public void WrappedTensorDisposeScope_keeps_only_the_result()
    {
        Tensor? intermediate = null;
        using var result = WrappedTensorDisposeScope(() =>
        {
            intermediate = ones(2) * 3;
            return intermediate + 1;
        });
        Assert.True(intermediate!.IsInvalid);
        Assert.Equal([4f, 4f], result.data<float>().ToArray());
    }

    private static void Forget()
    {
        for (var i = 0; i < 100; i++)
        {
            _ = ones(3) + i;
        }
    }
}
