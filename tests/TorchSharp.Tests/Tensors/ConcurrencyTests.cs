using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.Tensors;

public sealed class ConcurrencyTests
{
    [Fact]
    public void Operations_survive_a_garbage_collector_that_never_rests()
    {
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            // No intermediate is disposed: only the call that uses it keeps it alive.
            for (var i = 0; i < 5_000; i++)
            {
                Assert.Equal(128.0, ((ones(8, 8, float64) + 1) * 2).neg().abs().sub(ones(8, 8, float64) * 2).sum().ToDouble());
                var x = full(4, 3.0, float64).requires_grad_();
                x.square().sum().backward();
                Assert.Equal(6.0, x.grad!.mean().ToDouble());
                Assert.Equal(4.0, cat([ones(2, float64), ones(2, float64)]).index_select(0, arange(4)).sum().ToDouble());
            }
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
    }

    [Fact]
    public void Threads_have_scopes_modes_and_errors_of_their_own()
    {
        using var scope = NewDisposeScope();
        var shared = ones(3, requires_grad: true);
        Parallel.For(0, 8, i =>
        {
            for (var round = 0; round < 200; round++)
            {
                using var own = NewDisposeScope();
                using (i % 2 == 0 ? no_grad() : enable_grad())
                {
                    var y = (shared * i).sum();
                    Assert.Equal(i % 2 == 1, y.requires_grad);
                    Assert.Equal(3.0 * i, y.ToDouble());
                }
                var error = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => shared[i + 3]);
                Assert.Contains($"index {i + 3} ", error.Message, StringComparison.Ordinal);
                Assert.Equal(own, CurrentDisposeScope);
            }
        });
        Assert.Equal(1, scope.DisposablesCount);
    }
}
