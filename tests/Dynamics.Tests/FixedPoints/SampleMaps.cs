using System.Text.Json;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.FixedPoints;

/// <summary>Piecewise-linear self-maps for the tests.</summary>
internal static class SampleMaps
{
    public static readonly Elementwise Relu = new(ActivationCatalogue.Create("relu"));

    public static JsonElement Reference { get; } = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "FixedPoints", "reference", "piecewise-linear.json"))).RootElement;

    /// <summary>theory.md §0: slope ¼, h1 = L(x−2/3), h2 = L(2/3−h1), h3 = L(−h2−1/3), out = 8h3+7/3, its thirds rounded to doubles.</summary>
    public static Network LeakyChain()
    {
        Elementwise leaky = new(ActivationCatalogue.Create("leaky_relu", new Dictionary<string, double> { ["slope"] = 0.25 }));
        return new Network(1, [One(1, -2.0 / 3), leaky, One(-1, 2.0 / 3), leaky, One(-1, -1.0 / 3), leaky, One(8, 7.0 / 3)]);
    }

    public static Affine One(double weight, double bias) => new(new Matrix(1, 1, [weight]), [bias]);

    /// <summary>z ↦ Az + W relu(z) + h from data/networks.</summary>
    public static Network Plrnn(int units, int seed)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "networks", $"plrnn-{units}-seed{seed}.json");
        JsonElement layers = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("layers");
        Activation[] functions = [.. layers[1].GetProperty("functions").EnumerateArray().Select(name => ActivationCatalogue.Create(name.GetString()!))];
        Matrix first = Rows(layers[0].GetProperty("weight"));
        return new Network(units, [new Affine(first, new double[first.Rows]), new Elementwise(functions), new Affine(Rows(layers[2].GetProperty("weight")), Numbers(layers[2].GetProperty("bias")))]);
    }

    /// <summary>The i-th 2-10-2 network of the reference.</summary>
    public static Network Planar(int index)
    {
        JsonElement net = Reference.GetProperty("planar")[index];
        return new Network(
            2,
            [
                new Affine(Rows(net.GetProperty("w1")), Numbers(net.GetProperty("b1"))), Relu,
                new Affine(Rows(net.GetProperty("w2")), Numbers(net.GetProperty("b2"))),
            ]);
    }

    /// <summary>A random self-map of dimension 1 to 3 with few units of any piecewise-linear kind, now and then residual.</summary>
    public static Network Random(int seed)
    {
        Random random = new(seed);
        int d = random.Next(1, 4);
        int width = random.Next(2, 5);
        bool residual = random.Next(3) == 0;
        bool twoLayers = random.Next(2) == 0;
        List<Layer> layers = [Dense(d, width), Functions(width)];
        if (twoLayers)
        {
            layers.AddRange([Dense(width, 2), Functions(2)]);
        }

        layers.Add(Dense(twoLayers ? 2 : width, d));
        return residual ? new Network(d, [new Residual(new Network(d, layers)), Dense(d, d)]) : new Network(d, layers);

        Affine Dense(int from, int to) => new(
            new Matrix(to, from, [.. Enumerable.Range(0, to * from).Select(_ => Normal() * 1.5)]), [.. Enumerable.Range(0, to).Select(_ => Normal())]);

        Elementwise Functions(int n) => new(Enumerable.Range(0, n).Select(_ => Function()));

        Activation Function() => random.Next(6) switch
        {
            0 => ActivationCatalogue.Create("leaky_relu", new Dictionary<string, double> { ["slope"] = 0.25 }),
            1 => ActivationCatalogue.Create("hardtanh"),
            2 => ActivationCatalogue.Create("hardsigmoid"),
            3 => new PiecewiseLinear([-1, 0.25, 1], [0.5, -0.3, 1], 0.7, -0.2),
            _ => ActivationCatalogue.Create("relu"),
        };

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(x => x.GetDouble())];

    private static Matrix Rows(JsonElement rows) => Matrix.FromRows([.. rows.EnumerateArray().Select(Numbers)]);
}
