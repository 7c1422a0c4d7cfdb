using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.FixedPoints;

public class KinkTests
{
    /// <summary>LeakyReLU(x)·factor: slopes factor and factor/4 meet at the fixed point 0.</summary>
    [Theory]
    [InlineData(2, Stability.Undecided)]
    [InlineData(0.9, Stability.Attracting)]
    [InlineData(-0.9, Stability.Attracting)]
    [InlineData(5, Stability.Repelling)]
    public void On_a_kink_stability_is_judged_where_one_norm_decides(double factor, Stability expected)
    {
        Elementwise leaky = new(ActivationCatalogue.Create("leaky_relu", new Dictionary<string, double> { ["slope"] = 0.25 }));
        FixedPointResult result = new Network(1, [leaky, SampleMaps.One(factor, 0)]).FixedPoints(Box.Cube(1, -1, 1));
        FixedPoint point = Assert.Single(result.Points);
        Assert.Equal(0, point.X[0]);
        Assert.True(point.OnKink);
        Assert.Equal(expected, point.Stability);
        Assert.NotNull(point.Remark);
        Assert.True(result.Complete);
    }

    [Fact]
    public void Stable_parts_alone_do_not_make_a_kink_attracting()
    {
        // Spectral radius 0.89 on both sides of x = 0, shears of opposite sense: the orbit of (1, 1) grows, so that "attracting" would be wrong.
        Network network = new(
            2,
            [
                new Affine(Matrix.FromRows([[1, 0], [-1, 0], [0, 1]]), [0, 0, 0]),
                new Elementwise([ActivationCatalogue.Create("relu"), ActivationCatalogue.Create("relu"), ActivationCatalogue.Create("identity")]),
                new Affine(Matrix.FromRows([[0, 0, 4], [-0.2, 0.2, 0]]), [0, 0]),
            ]);
        FixedPoint origin = Assert.Single(network.FixedPoints(Box.Cube(2, -1, 1)).Points);
        Assert.Equal(Stability.Undecided, origin.Stability);
    }

    [Theory]
    [InlineData(2, 12)]
    [InlineData(4, 24)]
    [InlineData(8, 60)]
    public void A_network_without_biases_is_searched_although_all_cells_meet_at_zero(int dimension, int width)
    {
        // Column sums of |W2||W1| are below 1, so that 0 is the only fixed point (Banach); 2^width closed cells hold it.
        Random random = new(dimension);
        double[] first = [.. Enumerable.Range(0, dimension * width).Select(_ => (2 * random.NextDouble()) - 1)];
        double[] second = [.. Enumerable.Range(0, dimension * width).Select(_ => ((2 * random.NextDouble()) - 1) / (width * dimension))];
        Network network = new(dimension, [new Affine(new Matrix(width, dimension, first), new double[width]), SampleMaps.Relu, new Affine(new Matrix(dimension, width, second), new double[dimension])]);
        FixedPointResult result = network.FixedPoints(Box.Cube(dimension, -3, 2));
        FixedPoint zero = Assert.Single(result.Points);
        Assert.All(zero.X, x => Assert.Equal(0, x));
        Assert.True(zero.OnKink);
        Assert.True(result.Complete);
    }

    [Fact]
    public void A_point_on_the_border_of_the_box_belongs_to_it()
    {
        Network half = new(1, [SampleMaps.One(0.5, 0.5)]);
        Assert.Single(half.FixedPoints(new Box([-1], [1])).Points);
        Assert.Single(half.FixedPoints(new Box([1], [1])).Points);
        Assert.Empty(half.FixedPoints(new Box([-1], [Math.BitDecrement(1)])).Points);
    }

    [Fact]
    public void A_search_without_time_is_incomplete_and_names_the_box_it_left()
    {
        Network network = SampleMaps.Plrnn(30, 1);
        FixedPointResult none = network.FixedPoints(Box.Cube(30, -100, 100), new FixedPointOptions { Budget = TimeSpan.Zero, Period = 2 });
        Assert.False(none.Complete);
        Assert.True(none.Interrupted);
        Assert.Equal(Box.Cube(30, -100, 100), Assert.Single(none.Unresolved));
        Assert.NotEmpty(none.Remarks);
        Assert.Equal(EvidenceLevel.Certified, none.Evidence);
    }

    [Fact]
    public void A_search_that_is_cancelled_on_the_way_keeps_what_it_proved()
    {
        Network network = SampleMaps.Planar(5);
        FixedPointResult all = network.FixedPoints(Box.Cube(2, -8, 8), new FixedPointOptions { Period = 3 });
        using CancellationTokenSource source = new();
        FixedPointResult part = network.FixedPoints(
            Box.Cube(2, -8, 8), new FixedPointOptions { Period = 3, Workers = 1 }, progress: new Until(0.5, source), cancellation: source.Token);
        Assert.False(part.Complete);
        Assert.NotEmpty(part.Unresolved);
        Assert.Equal(all.Points.Select(point => point.X.ToArray()), part.Points.Select(point => point.X.ToArray()));
    }

    [Fact]
    public void The_answer_does_not_depend_on_the_number_of_workers()
    {
        Network network = SampleMaps.Planar(7);
        FixedPointResult one = network.FixedPoints(Box.Cube(2, -8, 8), new FixedPointOptions { Period = 3, Workers = 1 });
        FixedPointResult three = network.FixedPoints(Box.Cube(2, -8, 8), new FixedPointOptions { Period = 3, Workers = 3 });
        Assert.Equal(one.Points.Select(point => (string.Join(' ', point.X), point.Stability)), three.Points.Select(point => (string.Join(' ', point.X), point.Stability)));
        Assert.Equal(one.Cycles.Select(cycle => string.Join(' ', cycle.Points.SelectMany(x => x))), three.Cycles.Select(cycle => string.Join(' ', cycle.Points.SelectMany(x => x))));
    }

    [Fact]
    public void The_method_of_cells_refuses_what_is_not_piecewise_linear()
    {
        Network tanh = new(1, [new Elementwise(ActivationCatalogue.Create("tanh"))]);
        Assert.Throws<InvalidInputException>(() => tanh.FixedPoints(Box.Cube(1, -1, 1), new FixedPointOptions { Method = FixedPointMethod.Cells }));
    }

    private sealed class Until(double share, CancellationTokenSource source) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value >= share)
            {
                source.Cancel();
            }
        }
    }
}
