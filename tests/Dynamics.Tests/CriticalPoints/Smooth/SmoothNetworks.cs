using System.Text.Json;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.CriticalPoints.Smooth;

/// <summary>Smooth scalar networks for the tests.</summary>
internal static class SmoothNetworks
{
    /// <summary>tanh(x + 1) − tanh(x − 1).</summary>
    public static Network Hill => new(
        1, [new Affine(new Matrix(2, 1, [1, 1]), [1, -1]), new Elementwise(new Tanh()), new Affine(new Matrix(1, 2, [1, -1]), [0])]);

    /// <summary>Σ_k tanh(u_k·x − ½), u_k at 120°.</summary>
    public static Network Star
    {
        get
        {
            double s = Math.Sqrt(0.75);
            Matrix directions = new(3, 2, [1, 0, -0.5, s, -0.5, -s]);
            return new Network(2, [new Affine(directions, [-0.5, -0.5, -0.5]), new Elementwise(new Tanh()), new Affine(new Matrix(1, 3, [1, 1, 1]), [0])]);
        }
    }

    /// <summary>Gaussian weights and biases, weights times a gain.</summary>
    public static Network Random(string profile, int seed, string function = "tanh", double gain = 1)
    {
        Random random = new(seed);
        int[] widths = [.. profile.Split('-').Select(int.Parse)];
        List<Layer> layers = [];
        for (int l = 1; l < widths.Length; l++)
        {
            if (l > 1)
            {
                layers.Add(new Elementwise(ActivationCatalogue.Create(function)));
            }

            layers.Add(new Affine(
                new Matrix(widths[l], widths[l - 1], [.. Enumerable.Range(0, widths[l] * widths[l - 1]).Select(_ => gain * Gaussian(random))]),
                [.. Enumerable.Range(0, widths[l]).Select(_ => Gaussian(random))]));
        }

        return new Network(widths[0], layers);
    }

    public static Network Read(JsonElement network)
    {
        List<Layer> layers = [];
        foreach (JsonElement layer in network.GetProperty("layers").EnumerateArray())
        {
            layers.Add(layer.GetProperty("type").GetString() == "affine"
                ? new Affine(
                    Matrix.FromRows([.. layer.GetProperty("weight").EnumerateArray().Select(row => Numbers(row))]),
                    Numbers(layer.GetProperty("bias")))
                : new Elementwise(ActivationCatalogue.Create(layer.GetProperty("function").GetString()!)));
        }

        return new Network(network.GetProperty("inputs").GetInt32(), layers);
    }

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
