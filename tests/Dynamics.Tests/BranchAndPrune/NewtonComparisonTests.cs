using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.BranchAndPrune;

/// <summary>What branch and prune proves complete must hold everything that Newton's method finds by itself.</summary>
public sealed class NewtonComparisonTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 100)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nothing_that_newton_finds_is_missing(int seed)
    {
        Network network = Random(seed);
        Box box = Box.Cube(network.Inputs, -3, 3);
        FixedPointResult proved = network.FixedPoints(box, new FixedPointOptions { Method = FixedPointMethod.Boxes });
        FixedPointResult sampled = network.FixedPoints(box, new FixedPointOptions { Method = FixedPointMethod.Newton, Starts = 128, Seed = seed });
        Assert.True(proved.Complete);
        foreach (FixedPoint point in sampled.Points)
        {
            Assert.Contains(proved.Points, other => other.X.Zip(point.X).All(pair => Math.Abs(pair.First - pair.Second) < 1e-9));
        }

        foreach (FixedPoint point in proved.Points)
        {
            // Each lies in its enclosure, and the map, evaluated by the batch engine, brings it back.
            Assert.True(point.Enclosure!.Contains(point.X.AsSpan()));
            double[] image = network.Evaluate(point.X.AsSpan());
            Assert.All(image.Zip(point.X), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        }
    }

    /// <summary>Widths d-h-d or a residual block, one to three dimensions, weights that make several fixed points likely.</summary>
    private static Network Random(int seed)
    {
        System.Random random = new(seed);
        string activation = new[] { "tanh", "gelu", "silu", "sigmoid", "softplus", "mish" }[seed % 6];
        int d = 1 + (seed / 6 % 3);
        int h = 2 + random.Next(4);
        Affine first = Layer(h, d, 2.5);
        Affine second = Layer(d, h, 1.5);
        Elementwise sigma = new(ActivationCatalogue.Create(activation));
        return seed % 4 == 3
            ? new Network(d, [new Residual(new Network(d, [first, new Elementwise(ActivationCatalogue.Create("tanh")), second])), Layer(d, d, 0.8)])
            : new Network(d, [first, sigma, second]);

        Affine Layer(int outputs, int inputs, double gain)
        {
            double[] weight = [.. Enumerable.Range(0, outputs * inputs).Select(_ => gain * Normal() / Math.Sqrt(inputs))];
            double[] bias = [.. Enumerable.Range(0, outputs).Select(_ => 0.5 * Normal())];
            return new Affine(new Matrix(outputs, inputs, weight), bias);
        }

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
