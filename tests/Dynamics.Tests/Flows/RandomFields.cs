using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Flows;

/// <summary>Network fields from a seed.</summary>
internal static class RandomFields
{
    /// <summary>d → width → d with one activation; the field is bounded when the activation is.</summary>
    public static NetworkField Create(int seed, int d, int width, string activation, double gain = 1.2)
    {
        Random random = new(seed);
        return new Network(d, [Affine(random, width, d, gain), new Elementwise(ActivationCatalogue.Create(activation)), Affine(random, d, width, gain)])
            .AsField();
    }

    public static Affine Affine(Random random, int rows, int columns, double gain)
    {
        double[] weight = new double[rows * columns];
        double[] bias = new double[rows];
        for (int i = 0; i < weight.Length; i++)
        {
            weight[i] = gain * Normal(random) / Math.Sqrt(columns);
        }

        for (int i = 0; i < rows; i++)
        {
            bias[i] = 0.3 * Normal(random);
        }

        return new Affine(new Matrix(rows, columns, weight), bias);
    }

    public static double[] Point(int seed, int d)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, d).Select(_ => Normal(random))];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
