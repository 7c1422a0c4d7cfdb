using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.FixedPoints.Smooth;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.BranchAndPrune;

/// <summary>f(x) − x and its derivatives over boxes hold what the batch engine computes at points of them, up to its rounding.</summary>
public sealed class NetworkEnclosureTests
{
    private static readonly string[] Functions = ["tanh", "sigmoid", "gelu", "silu", "mish", "softplus", "elu", "arctan", "softsign", "relu"];

    [Theory]
    [InlineData(1e-8)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(4)]
    public void Values_and_derivatives_at_points_lie_in_their_enclosures(double width)
    {
        Random random = new(7);
        for (int trial = 0; trial < 200; trial++)
        {
            Network network = Draw(random, trial);
            int n = network.Inputs;
            NetworkZeros system = NetworkZeros.Of(network)!;
            Interval[] box = [.. Enumerable.Range(0, n).Select(_ => Axis(random, width))];
            Interval[] values = new Interval[n];
            Interval[] jacobian = new Interval[n * n];
            system.Values(box, values);
            system.Jacobian(box, jacobian);
            for (int k = 0; k < 8; k++)
            {
                // Corners as well as inner points: bands are met at ends and tangents.
                double[] x = [.. box.Select(axis => k < 2 ? (random.Next(2) == 0 ? axis.Lower : axis.Upper) : axis.Lower + (random.NextDouble() * (axis.Upper - axis.Lower)))];
                double[] image = network.Evaluate(x);
                AffineMap tangent = network.AffineMap(x);
                for (int i = 0; i < n; i++)
                {
                    AssertIn(values[i], image[i] - x[i], 1e-13 * (1 + Math.Abs(x[i]) + Math.Abs(image[i])));
                    for (int j = 0; j < n; j++)
                    {
                        AssertIn(jacobian[(i * n) + j], tangent.A[i, j] - (i == j ? 1 : 0), 1e-13 * (1 + Math.Abs(tangent.A[i, j])));
                    }
                }
            }
        }
    }

    private static void AssertIn(Interval interval, double x, double rounding) => Assert.InRange(x, interval.Lower - rounding, interval.Upper + rounding);

    private static Interval Axis(Random random, double width)
    {
        double lower = (4 * random.NextDouble()) - 2;
        return new Interval(lower, lower + (width * random.NextDouble()));
    }

    private static Network Draw(Random random, int trial)
    {
        int n = 1 + random.Next(3);
        int h = 1 + random.Next(5);
        Elementwise uniform = new(ActivationCatalogue.Create(Functions[trial % Functions.Length]));
        Elementwise mixed = new(Enumerable.Range(0, h).Select(_ => ActivationCatalogue.Create(Functions[random.Next(Functions.Length)])));
        return (trial % 3) switch
        {
            0 => new Network(n, [Layer(h, n), uniform, Layer(h, h), mixed, Layer(n, h)]),
            1 => new Network(n, [Layer(h, n), mixed, Layer(n, h), uniform]),
            _ => new Network(n, [new Residual(new Network(n, [uniform, Layer(h, n), mixed, Layer(n, h)])), uniform, Layer(n, n)]),
        };

        Affine Layer(int outputs, int inputs) => new(
            new Matrix(outputs, inputs, [.. Enumerable.Range(0, outputs * inputs).Select(_ => 4 * (random.NextDouble() - 0.5))]),
            [.. Enumerable.Range(0, outputs).Select(_ => random.NextDouble() - 0.5)]);
    }
}
