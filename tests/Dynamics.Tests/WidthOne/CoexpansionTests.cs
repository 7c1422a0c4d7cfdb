using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.WidthOne;

namespace TorchDynInspect.Dynamics.Tests.WidthOne;

public sealed class CoexpansionTests
{
    [Theory]
    [InlineData(0.3, -0.4)]
    [InlineData(5, 2)]
    [InlineData(-30, -31)]
    [InlineData(700, 690)]
    public void Tanh_follows_its_closed_form_also_where_it_saturates(double u, double v)
    {
        // χ_tanh(u, v) = ((u − v)/sinh(u − v))².
        double expected = 2 * (Math.Log(Math.Abs(u - v)) - LogSinh(Math.Abs(u - v)));
        Assert.Equal(expected, Chains.Of("tanh", 1, 0).LogCoexpansion(u, v), 1e-9);
        double half = 0.5 * Math.Abs(u - v);
        Assert.Equal(2 * (Math.Log(half) - LogSinh(half)), Chains.Of("sigmoid", 1, 0).LogCoexpansion(u, v), 1e-9);
    }

    [Property(MaxTest = 200)]
    public void Chains_of_class_F_are_nowhere_coexpanding(int seed)
    {
        Random random = new(seed);
        Network network = Chains.Random(random, Chains.Members);
        double x = (6 * random.NextDouble()) - 3;
        double y = (6 * random.NextDouble()) - 3;
        double log = network.LogCoexpansion(x, y);
        Assert.True(double.IsNaN(log) || log <= 1e-8, $"ln χ({x}, {y}) = {log}");
    }

    [Fact]
    public void A_leaky_unit_is_coexpanding_across_its_kink()
    {
        // Slopes 1/4 and 1: χ = ¼·(2/(1 + 0.25))² at x = 1, y = −1, and near the kink's other side above 1.
        Elementwise leaky = new(ActivationCatalogue.Create("leaky_relu", new Dictionary<string, double> { ["slope"] = 0.25 }));
        double log = new Network(1, [leaky]).LogCoexpansion(1, -9);
        Assert.Equal(Math.Log(0.25 * Math.Pow(10 / 3.25, 2)), log, 1e-12);
        Assert.True(log > 0);
    }

    private static double LogSinh(double x) => x > 20 ? x - Math.Log(2) : Math.Log(Math.Sinh(x));
}
