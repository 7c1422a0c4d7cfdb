using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.NN;

public sealed class SmokeTests
{
    [Fact]
    public void A_small_network_learns()
    {
        manual_seed(0);
        using var model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1));
        using var optimizer = optim.Adam(model.parameters(), 0.05);
        using var x = randn(32, 2);
        using var y = (x * x).sum(1, keepdim: true);
        var first = 0.0;
        var last = 0.0;
        for (var i = 0; i < 100; i++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.mse_loss(model.call(x), y);
            loss.backward();
            optimizer.step();
            last = loss.ToDouble();
            if (i == 0) first = last;
        }
        Assert.True(last < 0.2 * first, $"{first} {last}");
    }
}
