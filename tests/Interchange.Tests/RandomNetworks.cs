using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Interchange.Tests;

/// <summary>Random networks of every kind of layer, their weights any finite double: subnormal, negative zero, the largest.</summary>
public static class RandomNetworks
{
    public static Arbitrary<Network> Networks() => Arb.From(
        from seed in Gen.Choose(0, int.MaxValue)
        select Create(new Random(seed), 3));

    public static Network Create(Random random, int depth)
    {
        int inputs = random.Next(1, 5);
        return new Network(inputs, Layers(random, inputs, depth, free: true));
    }

    public static double AnyDouble(Random random)
    {
        double value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
        return random.Next(8) switch
        {
            0 => -0.0,
            1 => double.Epsilon,
            2 => double.MaxValue,
            3 => random.Next(-3, 4),
            _ => double.IsFinite(value) ? value : 0.1,
        };
    }

    private static List<Layer> Layers(Random random, int width, int depth, bool free)
    {
        List<Layer> layers = [];
        for (int i = random.Next(4); i > 0; i--)
        {
            switch (random.Next(depth > 0 ? 5 : 3))
            {
                case 0:
                    int outputs = free ? random.Next(1, 5) : width;
                    layers.Add(Affine(random, outputs, width));
                    width = outputs;
                    break;
                case 1:
                    layers.Add(new Elementwise(Function(random)));
                    break;
                case 2:
                    layers.Add(new Elementwise(Enumerable.Range(0, width).Select(_ => Function(random)).ToImmutableArray()));
                    break;
                case 3:
                    layers.Add(new Residual(new Network(width, Layers(random, width, depth - 1, free: false))));
                    break;
                default:
                    string solver = random.GetItems(["euler", "midpoint", "rk4", "bosh3", "dopri5", "sdirk4"], 1)[0];
                    FlowSolver settings = new(solver, random.Next(1, 9), random.NextDouble() + 1e-9, random.NextDouble() + 1e-9, random.Next(1, 3) * 100_000);
                    layers.Add(new Flow(new Network(width, Layers(random, width, depth - 1, free: false)), AnyDouble(random), settings));
                    break;
            }
        }

        return layers;
    }

    private static Affine Affine(Random random, int rows, int columns) => new(
        new Matrix(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => AnyDouble(random))]),
        [.. Enumerable.Range(0, rows).Select(_ => AnyDouble(random))]);

    private static Activation Function(Random random) => random.Next(4) switch
    {
        0 => ActivationCatalogue.Create("leaky_relu", new Dictionary<string, double> { ["slope"] = random.NextDouble() }),
        1 => ActivationCatalogue.Create("tanh"),
        2 => PiecewiseLinear(random),
        _ => ActivationCatalogue.Create("relu"),
    };

    private static PiecewiseLinear PiecewiseLinear(Random random)
    {
        double[] knots = [.. Enumerable.Range(0, random.Next(1, 6)).Select(i => i + random.NextDouble() - 2.5)];
        return new PiecewiseLinear(knots, [.. knots.Select(_ => random.NextDouble())], -0.0, -random.NextDouble());
    }
}
