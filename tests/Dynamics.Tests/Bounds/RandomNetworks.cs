using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Bounds;

/// <summary>Small random networks with every activation, plain and residual, and random boxes.</summary>
internal static class RandomNetworks
{
    public static Network Create(Random random, Activation s, int inputs, int outputs, bool residual)
    {
        int width = random.Next(2, 6);
        List<Layer> layers = [Affine(random, inputs, width), new Elementwise(s)];
        if (residual)
        {
            int inner = random.Next(1, 5);
            layers.Add(new Residual(new Network(width, [Affine(random, width, inner), new Elementwise(s), Affine(random, inner, width)])));
        }
        else
        {
            layers.AddRange([Affine(random, width, 3), new Elementwise([s, new Tanh(), s])]);
            width = 3;
        }

        layers.Add(Affine(random, width, outputs));
        return new Network(inputs, layers);
    }

    public static Interval[] Box(Random random, int dimension, double size) =>
    [
        .. Enumerable.Range(0, dimension).Select(_ =>
        {
            double centre = (random.NextDouble() * 6) - 3;
            double radius = size * random.NextDouble();
            return new Interval(centre - radius, centre + radius);
        }),
    ];

    public static double[] PointIn(Random random, Interval[] box) =>
        [.. box.Select(axis => random.Next(8) switch { 0 => axis.Lower, 1 => axis.Upper, _ => Math.Clamp(axis.Lower + (random.NextDouble() * (axis.Upper - axis.Lower)), axis.Lower, axis.Upper) })];

    private static Affine Affine(Random random, int inputs, int outputs)
    {
        double[] weights = [.. Enumerable.Range(0, inputs * outputs).Select(_ => Gaussian(random))];
        double[] bias = [.. Enumerable.Range(0, outputs).Select(_ => Gaussian(random))];
        return new Affine(new Matrix(outputs, inputs, weights), bias);
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
