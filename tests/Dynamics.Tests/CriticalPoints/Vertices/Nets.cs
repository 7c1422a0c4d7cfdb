using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.CriticalPoints.Vertices;

/// <summary>Scalar networks with known critical points, and random ones.</summary>
internal static class Nets
{
    public static PiecewiseLinear Modulus { get; } = new([0], [0], -1, 1);

    /// <summary>Σ_k outer_k·σ_k(rows_k·x + bias_k).</summary>
    public static Network Shallow(double[][] rows, double[] bias, double[] outer, params Activation[] functions) => new(rows[0].Length, [
        new Affine(new Matrix(rows.Length, rows[0].Length, [.. rows.SelectMany(row => row)]), bias),
        functions.Length == 1 ? new Elementwise(functions[0]) : new Elementwise(functions),
        new Affine(new Matrix(1, outer.Length, outer), [0]),
    ]);

    /// <summary>A perceptron with uniform weights in [−1, 1] and biases in [−0.7, 0.7].</summary>
    public static Network Random(int seed, Activation activation, params int[] widths)
    {
        Random random = new(seed);
        List<Layer> layers = [];
        for (int i = 1; i < widths.Length; i++)
        {
            layers.Add(new Affine(
                new Matrix(widths[i], widths[i - 1], [.. Enumerable.Range(0, widths[i] * widths[i - 1]).Select(_ => (2 * random.NextDouble()) - 1)]),
                [.. Enumerable.Range(0, widths[i]).Select(_ => 1.4 * (random.NextDouble() - 0.5))]));
            if (i < widths.Length - 1)
            {
                layers.Add(new Elementwise(activation));
            }
        }

        return new Network(widths[0], layers);
    }
}
