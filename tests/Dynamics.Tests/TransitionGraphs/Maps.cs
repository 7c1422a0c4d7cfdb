using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.TransitionGraphs;

/// <summary>Maps whose dynamics are known, and random ones.</summary>
internal static class Maps
{
    /// <summary>f(x) = constant + Σ weight · relu(x − knot).</summary>
    public static Network Interval(double constant, params (double Weight, double Knot)[] terms) => new(
        1,
        [
            new Affine(Matrix.FromRows([.. terms.Select(_ => new[] { 1.0 })]), [.. terms.Select(t => -t.Knot)]),
            new Elementwise(new Relu()),
            new Affine(Matrix.FromRows([terms.Select(t => t.Weight).ToArray()]), [constant]),
        ]);

    /// <summary>slope · min(x, 1 − x) on [0, 1].</summary>
    public static Network Tent(double slope) => Interval(0, (slope, 0), (-2 * slope, 0.5));

    /// <summary>The chain of LeakyReLUs with the fixed points 0, 1, 2, 3 and the slopes ½, 2, ½, 2 there.</summary>
    public static Network LeakyChain()
    {
        Elementwise leaky = new(new LeakyRelu(0.25));
        static Affine Line(double a, double b) => new(Matrix.FromRows([[a]]), [b]);
        return new Network(
            1, [Line(1, -2.0 / 3), leaky, Line(-1, 2.0 / 3), leaky, Line(-1, -1.0 / 3), leaky, Line(8, 7.0 / 3)]);
    }

    /// <summary>x ↦ M x in the plane, with the quadrants as cells.</summary>
    public static Network Quadrants(double[][] m) => new(
        2,
        [
            new Affine(Matrix.FromRows([[1, 0], [-1, 0], [0, 1], [0, -1]]), new double[4]),
            new Elementwise(new Relu()),
            new Affine(Matrix.FromRows([.. m.Select(row => new[] { row[0], -row[0], row[1], -row[1] })]), new double[2]),
        ]);

    /// <summary>A d-width-d network with Gaussian weights of the given output gain.</summary>
    public static Network Random(int d, int width, int seed, double gain = 1, Activation? activation = null)
    {
        Random random = new(seed);
        double Gauss() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double[] Many(int n, double scale) => [.. Enumerable.Range(0, n).Select(_ => scale * Gauss())];
        return new Network(
            d,
            [
                new Affine(new Matrix(width, d, Many(width * d, 1)), Many(width, 1)),
                new Elementwise(activation ?? new Relu()),
                new Affine(new Matrix(d, width, Many(d * width, gain / Math.Sqrt(width))), Many(d, 0.3)),
            ]);
    }

    /// <summary>f(x) and the activation pattern, layer by layer.</summary>
    public static (double[] Value, byte[] Pattern) Run(Network network, double[] x)
    {
        List<byte> pattern = [];
        foreach (Layer layer in network.Layers)
        {
            switch (layer)
            {
                case Affine affine:
                    double[] y = [.. affine.Bias];
                    for (int i = 0; i < y.Length; i++)
                    {
                        for (int k = 0; k < x.Length; k++)
                        {
                            y[i] += affine.Weight[i, k] * x[k];
                        }
                    }

                    x = y;
                    break;
                case Elementwise elementwise:
                    for (int i = 0; i < x.Length; i++)
                    {
                        pattern.Add((byte)elementwise[i].Breakpoints!.Value.Count(b => x[i] > b));
                        x[i] = elementwise[i].Value(x[i]);
                    }

                    break;
                case Residual residual:
                    (double[] branch, byte[] inner) = Run(residual.Branch, [.. x]);
                    x = [.. x.Zip(branch, (a, b) => a + b)];
                    pattern.AddRange(inner);
                    break;
                default:
                    throw new NotSupportedException(layer.GetType().Name);
            }
        }

        return (x, [.. pattern]);
    }

    public static double[] Draw(Random random, int d, double lower, double upper) =>
        [.. Enumerable.Range(0, d).Select(_ => lower + ((upper - lower) * random.NextDouble()))];
}
