using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Batches;

/// <summary>Networks with weights and points on a dyadic grid, so that pre-activations of exactly 0 are frequent.</summary>
internal static class SampleNetworks
{
    public static readonly string[] Shapes = ["plain", "residual", "nested", "residual first", "residual around nothing", "activation first", "to a scalar", "to a scalar by blocks"];

    /// <summary>One of the shapes; <paramref name="offGrid"/> moves the biases so that no pre-activation is exactly 0.</summary>
    public static Network Create(string shape, IReadOnlyList<Activation> sigma, int seed, bool offGrid = false)
    {
        Random random = new(seed);
        int next = 0;

        // exp of exp overflows for weights of ordinary size.
        double damping = sigma.Any(activation => activation.Name == "exp") ? 0.125 : 1;
        return shape switch
        {
            "plain" => new(2, [Layer(5, 2), Act(), Layer(4, 5), Act(), Layer(3, 4)]),
            "residual" => new(2, [Layer(3, 2), Block(3, [Layer(4, 3), Act(), Layer(3, 4)]), Act(), Layer(2, 3)]),
            "nested" => new(2, [Layer(3, 2), Block(3, [Act(), Block(3, [Layer(3, 3), Act(), Block(3, [Act()])]), Layer(3, 3)]), Layer(2, 3)]),
            "residual first" => new(2, [Block(2, [Layer(4, 2), Act(), Layer(2, 4)]), Block(2, [Layer(4, 2), Act(), Layer(2, 4)])]),
            "residual around nothing" => new(2, [Block(2, []), Block(2, [Block(2, [])]), Act()]),
            "activation first" => new(2, [Act(), Layer(3, 2), Act()]),
            "to a scalar" => new(2, [Layer(5, 2), Act(), Layer(4, 5), Act(), Layer(1, 4)]),
            "to a scalar by blocks" => new(
                2,
                [Block(2, []), Layer(3, 2), Block(3, [Act(), Block(3, [Layer(5, 3), Act(), Layer(3, 5)])]), Layer(1, 3), Block(1, [Act()]), Block(1, [])]),
            _ => throw new ArgumentOutOfRangeException(nameof(shape)),
        };

        Elementwise Act() => new(sigma[next++ % sigma.Count]);

        Residual Block(int width, Layer[] layers) => new(new Network(width, layers));

        Affine Layer(int rows, int columns) => new(
            new Matrix(rows, columns, [.. Dyadic(rows, columns, random).Values.ToArray().Select(w => w * damping)]),
            [.. Enumerable.Range(0, rows).Select(_ => (damping * random.Next(-4, 5) / 4.0) + (offGrid ? 0.01 * Math.Sqrt(2 + random.Next(1, 100)) : 0))]);
    }

    /// <summary>Half the points dyadic in [−2,2]^d, half Gaussian.</summary>
    public static Matrix Points(int count, int d, int seed)
    {
        Random random = new(seed);
        double[] values = new double[count * d];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = i / d % 2 == 0 ? random.Next(-8, 9) / 4.0 : Spectra.MatrixFamilies.Gaussian(random);
        }

        return new Matrix(count, d, values);
    }

    public static Matrix Dyadic(int rows, int columns, Random random) =>
        new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => random.Next(-6, 7) / 4.0)]);
}
