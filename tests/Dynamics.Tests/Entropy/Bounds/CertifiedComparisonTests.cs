using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.IntervalMaps;

namespace TorchDynInspect.Dynamics.Tests.Entropy.Bounds;

/// <summary>The bounds of theorems beside the certified enclosure by the tower.</summary>
public sealed class CertifiedComparisonTests
{
    [Fact]
    public void Every_bound_of_200_random_networks_agrees_with_the_certified_enclosure()
    {
        Random random = new(43);
        for (int trial = 0; trial < 200; trial++)
        {
            Network network = SelfMap(random, "relu");
            EntropyResult result = network.TopologicalEntropy((0, 1), new EntropyOptions { Periods = 6, Iterates = 6, Tolerance = 1e-3, MaxNodes = 300 });
            Assert.False(result.Escapes);
            Agree(result, $"trial {trial}");
            Assert.Contains(result.Bounds, bound => bound.Theorem == "E1" && Math.Abs(bound.Value - (2 * Math.Log(17))) < 1e-12);
            Assert.Equal(result.Laps, result.LapCounts[0]);
            for (int n = 1; n <= result.LapCounts.Length; n++)
            {
                Assert.True(Math.Log(result.LapCounts[n - 1]) / n >= result.Lower - 1e-12, $"trial {trial}: laps of f^{n} grow slower than the entropy");
            }
        }
    }

    [Fact]
    public void Smooth_networks_agree_as_well_and_some_have_proved_horseshoes()
    {
        Random random = new(44);
        int horseshoes = 0;
        for (int trial = 0; trial < 12; trial++)
        {
            EntropyResult result = SelfMap(random, "tanh", 6).TopologicalEntropy((0, 1), new EntropyOptions { Periods = 6, Iterates = 4, Tolerance = 1e-4 });
            Agree(result, $"trial {trial}");
            horseshoes += result.Bounds.Single(bound => bound.Theorem == "E5").Value > 0 ? 1 : 0;
        }

        Assert.True(horseshoes > 0);
    }

    [Fact]
    public void Period_three_network_lists_all_periods_and_Fibonacci_laps()
    {
        EntropyResult result = IntervalNetworks.PeriodThree.TopologicalEntropy((0, 1));
        Assert.Equal(Enumerable.Range(1, 12), result.Periods);
        Assert.Equal([2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377], result.LapCounts.AsSpan());
        Agree(result, "period three");
        Assert.True(result.Theory.Single(entry => entry.Theorem == "Sharkovsky").Agrees);
    }

    [Fact]
    public void Cycles_through_the_ends_of_an_interval_that_orbits_leave_are_not_claimed()
    {
        // 3/2 − 3|x − ½| on the line: orbits leave above 1, a Cantor set with a 2-horseshoe and all periods stays.
        Network tent = new(1,
        [
            new Affine(new Matrix(2, 1, [1, -1]), [-0.5, 0.5]), new Elementwise(new Relu()), new Affine(new Matrix(1, 2, [-3, -3]), [1.5]),
        ]);
        EntropyResult result = tent.TopologicalEntropy((0, 1));
        Assert.True(result.Escapes);
        Assert.Equal(Enumerable.Range(1, 12), result.Periods);
        Assert.InRange(result.Bounds.Single(bound => bound.Theorem == "E5").Value, 0.5, Math.Log(2));
        Agree(result, "tent of slope three");
    }

    private static void Agree(EntropyResult result, string where)
    {
        Assert.NotEmpty(result.Bounds);
        Assert.Contains(result.Theory, entry => entry.Agrees == true);
        Assert.All(result.Bounds, bound => Assert.True(
            bound.Kind == BoundKind.Lower ? bound.Value <= result.Upper : bound.Value >= result.Lower,
            $"{where}: {bound} contradicts [{result.Lower:R}, {result.Upper:R}]"));
        Assert.All(result.Theory, entry => Assert.NotEqual(false, entry.Agrees));
    }

    // Stretched over [0, 1] by its first layer, and into it by its last, with a little room for rounding.
    private static Network SelfMap(Random random, string activation, int width = 16)
    {
        Network network = IntervalNetworks.Random(random, activation, 1, width, width, 1);
        Affine first = (Affine)network.Layers[0];
        Network wide = new(1, network.Layers.SetItem(0, new Affine(new Matrix(width, 1, [.. first.Weight.Values.ToArray().Select(w => 4 * w)]), [.. first.Bias.Zip(first.Weight.Values.ToArray(), (b, w) => b - (2 * w))])));
        double[] values = wide.Evaluate(new Matrix(1501, 1, [.. Enumerable.Range(0, 1501).Select(i => i / 1500.0)])).Values.ToArray();
        (double low, double high) = (values.Min(), values.Max());
        double scale = 0.94 / Math.Max(1e-6, high - low);
        Affine last = (Affine)wide.Layers[^1];
        return new Network(1, wide.Layers.SetItem(
            wide.Layers.Length - 1,
            new Affine(new Matrix(1, width, [.. last.Weight.Values.ToArray().Select(w => scale * w)]), [(scale * (last.Bias[0] - low)) + 0.03])));
    }
}
