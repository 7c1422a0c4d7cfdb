using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Cells.Walk;

/// <summary>Small random piecewise-linear networks of every supported kind: many pieces, one function a unit, residual blocks in blocks.</summary>
internal static class RandomNetworks
{
    public static Network Create(int seed, int inputs)
    {
        var random = new Random(seed);
        List<Layer> layers = [];
        int width = inputs;
        for (int i = 0, n = 1 + random.Next(3); i < n; i++)
        {
            if (random.Next(3) == 0)
            {
                layers.Add(new Residual(new Network(width, Block(random, width, depth: random.Next(2)))));
            }
            else
            {
                int next = 1 + random.Next(5);
                layers.Add(Affine(random, width, next));
                layers.Add(Function(random, next));
                width = next;
            }
        }

        if (random.Next(2) == 0)
        {
            layers.Add(Affine(random, width, 2));
        }

        return new Network(inputs, layers);
    }

    public static Affine Affine(Random random, int inputs, int outputs)
    {
        double[] weight = [.. Enumerable.Range(0, inputs * outputs).Select(_ => (4 * random.NextDouble()) - 2)];
        double[] bias = [.. Enumerable.Range(0, outputs).Select(_ => (2 * random.NextDouble()) - 1)];
        return new Affine(new Matrix(outputs, inputs, weight), bias);
    }

    private static List<Layer> Block(Random random, int width, int depth)
    {
        int inner = 1 + random.Next(4);
        List<Layer> layers = [Affine(random, width, inner), Function(random, inner)];
        if (depth > 0)
        {
            layers.Add(new Residual(new Network(inner, Block(random, inner, depth - 1))));
        }

        layers.Add(Affine(random, inner, width));
        if (random.Next(2) == 0)
        {
            layers.Insert(0, Function(random, width));
        }

        return layers;
    }

    private static Elementwise Function(Random random, int width) => random.Next(2) == 0
        ? new Elementwise(Unit(random))
        : new Elementwise(Enumerable.Range(0, width).Select(_ => Unit(random)));

    private static Activation Unit(Random random) => random.Next(8) switch
    {
        0 => new LeakyRelu(0.25),
        1 => new PRelu(-0.5),
        2 => new Relu6(),
        3 => new Hardtanh(-1, 1),
        4 => new Hardsigmoid(),
        5 => new Identity(),
        6 => new Softshrink(0.5),
        _ => new Relu(),
    };
}
