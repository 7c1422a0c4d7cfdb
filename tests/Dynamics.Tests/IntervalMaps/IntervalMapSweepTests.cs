using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.IntervalMaps;

public sealed class IntervalMapSweepTests
{
    [Theory]
    [InlineData("relu", 16)]
    [InlineData("leaky_relu", 12)]
    [InlineData("hardsigmoid", 10)]
    [InlineData("hardtanh", 10)]
    public void Polygon_is_the_network_at_every_point(string activation, int width)
    {
        Random random = new(width);
        for (int trial = 0; trial < 5; trial++)
        {
            Network network = IntervalNetworks.Random(random, activation, 1, width, width, 1);
            PiecewiseLinearIntervalMap map = new IntervalMapSweep(network).Over(-2, 2);
            ExactProgram program = ExactProgram.Of(PiecewiseLinearProgram.Of(network));
            Rational[] points =
            [
                .. Enumerable.Range(0, 200).Select(_ => Rational.Of((4 * random.NextDouble()) - 2)),
                .. map.Breakpoints,
                .. map.Breakpoints.Zip(map.Breakpoints.Skip(1), (x, y) => (x + y) / 2),
            ];
            foreach (Rational x in points)
            {
                Assert.Equal(program.Evaluate([x]).Values[0], map.Evaluate(x));
            }

            Assert.All(Enumerable.Range(1, map.Pieces.Length - 1), i => Assert.NotEqual(map.Pieces[i - 1].Slope, map.Pieces[i].Slope));
        }
    }

    [Fact]
    public void Breakpoints_are_places_where_the_slope_changes_and_nothing_else()
    {
        // r(x) + r(−x)·(−1) = x bends nowhere.
        Network identity = new(1,
        [
            new Affine(new Matrix(2, 1, [1, -1]), [0, 0]), new Elementwise(new Relu()), new Affine(new Matrix(1, 2, [1, -1]), [0]),
        ]);
        PiecewiseLinearIntervalMap map = new IntervalMapSweep(identity).Over(-1, 1);
        Assert.Equal<Rational>([(Rational)(-1), 1], map.Breakpoints.ToArray());
        Assert.Single(map.Laps);
    }

    [Fact]
    public void Residual_blocks_are_swept_as_well()
    {
        Network branch = new(1, [new Affine(new Matrix(1, 1, [1]), [-0.25]), new Elementwise(new Relu()), new Affine(new Matrix(1, 1, [-3]), [0])]);
        PiecewiseLinearIntervalMap map = new IntervalMapSweep(new Network(1, [new Residual(branch)])).Over(0, 1);
        Assert.Equal<Rational>([Rational.Zero, Rational.Of(0.25), 1], map.Breakpoints.ToArray());
        Assert.Equal<Rational>([Rational.Zero, Rational.Of(0.25), Rational.Of(-1.25)], map.Values.ToArray());
    }

    [Fact]
    public void Networks_that_are_not_piecewise_linear_or_not_one_dimensional_are_refused_by_name()
    {
        Assert.Contains("tanh", Assert.Throws<InvalidInputException>(() => new IntervalMapSweep(new Network(1, [new Elementwise(new Tanh())]))).Message);
        Assert.Contains("R^2", Assert.Throws<InvalidInputException>(() => new IntervalMapSweep(new Network(2, []))).Message);
    }
}
