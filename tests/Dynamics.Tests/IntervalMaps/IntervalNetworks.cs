using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.IntervalMaps;

/// <summary>One-dimensional networks for the tests.</summary>
internal static class IntervalNetworks
{
    /// <summary>constant + line·x + Σ weights_i r(x − kinks_i) on x ≥ 0, r = ReLU.</summary>
    public static Network Ramps(double constant, double line, params (double Kink, double Weight)[] ramps) => new(1,
    [
        new Affine(new Matrix(ramps.Length + 1, 1, [1, .. ramps.Select(_ => 1.0)]), [0, .. ramps.Select(r => -r.Kink)]),
        new Elementwise(new Relu()),
        new Affine(new Matrix(1, ramps.Length + 1, [line, .. ramps.Select(r => r.Weight)]), [constant]),
    ]);

    /// <summary>s·r(x) − 2s·r(x − ½): slopes s and −s on [0, 1].</summary>
    public static Network Tent(double s) => Ramps(0, s, (0.5, -2 * s));

    /// <summary>½ + r(x) − 3r(x − ½): maps 0 → ½ → 1 → 0.</summary>
    public static Network PeriodThree => Ramps(0.5, 1, (0.5, -3));

    /// <summary>Gaussian weights, scaled by the fan-in; one activation.</summary>
    public static Network Random(Random random, string activation, params int[] widths)
    {
        List<Layer> layers = [];
        for (int l = 1; l < widths.Length; l++)
        {
            layers.Add(new Affine(
                new Matrix(widths[l], widths[l - 1], [.. Enumerable.Range(0, widths[l] * widths[l - 1]).Select(_ => Gaussian(random) * Math.Sqrt(2.0 / widths[l - 1]))]),
                [.. Enumerable.Range(0, widths[l]).Select(_ => Gaussian(random))]));
            if (l + 1 < widths.Length)
            {
                layers.Add(new Elementwise(ActivationCatalogue.Create(activation)));
            }
        }

        return new Network(1, layers);
    }

    /// <summary>A random piecewise-linear network followed by the affine map that takes its exact range on [0, 1] into [0, 1], nearly onto.</summary>
    public static Network SelfMap(Random random, string activation, params int[] widths)
    {
        while (true)
        {
            Network network = Random(random, activation, widths);
            (Rational least, Rational largest) = new IntervalMapSweep(network).Over(0, 1).Image(0, 1);
            if (least < largest)
            {
                double scale = ((1 - Rational.Of(Math.ScaleB(1, -40))) / (largest - least)).RoundedDown();
                double shift = (-Rational.Of(scale) * least).RoundedUp();
                return new Network(1, [.. network.Layers, new Affine(new Matrix(1, 1, [scale]), [shift])]);
            }
        }
    }

    /// <summary>
    /// A random network with large first weights, followed by the affine map that takes its range on [0, 1], as 4097 points show it, into [0.01, 0.99].
    /// </summary>
    public static Network SmoothSelfMap(Random random, string activation, params int[] widths)
    {
        Network network = Random(random, activation, widths);
        Affine first = (Affine)network.Layers[0];
        double[] wide = [.. first.Weight.Values.ToArray().Select(w => 6 * w)];
        network = new Network(1, [new Affine(new Matrix(first.Weight.Rows, 1, wide), [.. first.Bias.Select((b, i) => b - (0.5 * wide[i]))]), .. network.Layers[1..]]);
        double[] values = [.. Enumerable.Range(0, 4097).Select(i => new NetworkFunction(network).Value(i / 4096.0).Midpoint)];
        double scale = 0.98 / (values.Max() - values.Min());
        return new Network(1, [.. network.Layers, new Affine(new Matrix(1, 1, [scale]), [0.01 - (scale * values.Min())])]);
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
