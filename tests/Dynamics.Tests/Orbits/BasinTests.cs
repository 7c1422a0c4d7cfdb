using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Orbits;

namespace TorchDynInspect.Dynamics.Tests.Orbits;

/// <summary>Basins whose borders are known exactly.</summary>
public sealed class BasinTests
{
    private static BasinResult Sample(Network network, Box box, BasinOptions? options = null, int period = 1) =>
        network.Basins(box, network.FixedPoints(box, new FixedPointOptions { Period = period }), options);

    // Theory §0: fixed points 0, 1, 2, 3 of slopes ½, 2, ½, 2. It increases, so that the repelling ones are the borders and everything above 3 grows without bound.
    private static Network Chain(int copies = 1)
    {
        Elementwise leaky = new([.. Enumerable.Repeat(new LeakyRelu(0.25), copies)]);
        return new Network(copies, [
            Diagonal(copies, 1, -2.0 / 3), leaky, Diagonal(copies, -1, 2.0 / 3), leaky, Diagonal(copies, -1, -1.0 / 3), leaky, Diagonal(copies, 8, 7.0 / 3)]);
    }

    private static Affine Diagonal(int d, double slope, double offset)
    {
        double[] values = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            values[(i * d) + i] = slope;
        }

        return new Affine(new Matrix(d, d, values), Enumerable.Repeat(offset, d).ToArray());
    }

    private static Network Doubled(int d) => new(d, [Diagonal(d, 2, 0), new Elementwise([.. Enumerable.Repeat(new Tanh(), d)])]);

    // What the theory says of one coordinate of the chain: 0 below 1, 1 between 1 and 3, −2 above.
    private static int OfChain(double x) => x < 1 ? 0 : x < 3 ? 1 : BasinResult.Escaped;

    [Fact]
    public void Repelling_points_of_an_increasing_chain_divide_the_line_into_basins()
    {
        BasinResult basins = Sample(Chain(), Box.Cube(1, -1, 4));
        Assert.Equal(16384, basins.Labels.Length);
        Assert.Equal([0.0, 2.0], basins.Attractors.Select(attractor => Math.Round(attractor.Points[0][0], 12)));
        for (int i = 0; i < basins.Labels.Length; i++)
        {
            Assert.Equal(OfChain(basins.StartAt(i)[0]), basins.Labels[i]);
        }

        Assert.Equal(0.4, basins.ShareOf(0), 1e-4);
        Assert.Equal(0.2, basins.ShareOf(BasinResult.Escaped), 1e-4);
        Assert.Equal((EvidenceLevel.Sampled, false), (basins.Evidence, basins.Interrupted));
    }

    [Fact]
    public void Basins_of_a_product_are_products_of_basins()
    {
        BasinResult basins = Sample(Chain(2), Box.Cube(2, -1, 4), new BasinOptions { StartsPerAxis = 50 });
        Assert.Equal(4, basins.Attractors.Length);
        for (int i = 0; i < basins.Labels.Length; i++)
        {
            double[] x = basins.StartAt(i);
            (int a, int b) = (OfChain(x[0]), OfChain(x[1]));
            if (a < 0 || b < 0)
            {
                Assert.Equal(BasinResult.Escaped, basins.Labels[i]);
                continue;
            }

            // The coordinates of the attractor are 0 and 2.
            Assert.Equal([2.0 * a, 2.0 * b], basins.Attractors[basins.Labels[i]].Points[0].Select(v => Math.Round(v, 9)));
        }
    }

    [Fact]
    public void The_sign_decides_where_the_hyperbolic_tangent_of_2x_ends()
    {
        foreach (int d in new[] { 1, 2, 3 })
        {
            BasinResult basins = Sample(Doubled(d), Box.Cube(d, -1.5, 1.5), new BasinOptions { StartsPerAxis = 12 });
            Assert.Equal((1 << d, (int)Math.Pow(12, d)), (basins.Attractors.Length, basins.Labels.Length));
            for (int i = 0; i < basins.Labels.Length; i++)
            {
                Assert.Equal(basins.StartAt(i).Select(Math.Sign), basins.Attractors[basins.Labels[i]].Points[0].Select(v => Math.Sign(v)));
            }
        }
    }

    [Theory]
    [InlineData(0.5, -0.25, 0)]
    [InlineData(0.5, 1.5, BasinResult.Escaped)]
    [InlineData(-3, 0.5, BasinResult.Escaped)]
    public void A_linear_map_takes_all_starts_or_loses_almost_all(double a, double b, int label)
    {
        Network linear = new(2, [new Affine(new Matrix(2, 2, [a, 0, 0, b]), [0, 0])]);
        BasinResult basins = Sample(linear, Box.Cube(2, -1, 1), new BasinOptions { StartsPerAxis = 20 });
        Assert.All(basins.Labels, found => Assert.Equal(label, found));
    }

    // Its distance from 0 grows from 0.001 to a hundred times that before it shrinks: to be near once is not to have arrived, but it arrives.
    [Fact]
    public void Transient_growth_ends_in_the_basin_all_the_same()
    {
        Network sheared = new(2, [new Affine(new Matrix(2, 2, [0.9, 50, 0, 0.9]), [0, 0])]);
        Assert.Equal(1, Sample(sheared, Box.Cube(2, -1, 1), new BasinOptions { StartsPerAxis = 8 }).ShareOf(0));
    }

    [Fact]
    public void A_cycle_has_a_basin_of_its_own()
    {
        // x ↦ −tanh(2x): 0 repels, ±a with a = tanh 2a is the attracting cycle that everything else ends in.
        Network flip = new(1, [Diagonal(1, -2, 0), new Elementwise([new Tanh()])]);
        BasinResult basins = Sample(flip, Box.Cube(1, -2, 2), new BasinOptions { StartsPerAxis = 64 }, period: 2);
        Attractor cycle = Assert.Single(basins.Attractors);
        Assert.Equal(2, cycle.Period);
        Assert.Equal(1, basins.ShareOf(0));
    }

    [Fact]
    public void A_neutral_map_leaves_every_start_undecided()
    {
        BasinResult basins = Sample(new Network(1, [Diagonal(1, -1, 0)]), Box.Cube(1, -1, 1), new BasinOptions { StartsPerAxis = 10, MaxSteps = 50 });
        Assert.Empty(basins.Attractors);
        Assert.Equal(1, basins.ShareOf(BasinResult.Undecided));
        Assert.False(basins.Interrupted);
    }

    [Fact]
    public void A_budget_or_a_cancellation_leaves_the_open_starts_undecided()
    {
        BasinResult cut = Sample(Doubled(2), Box.Cube(2, -1, 1), new BasinOptions { Budget = TimeSpan.Zero });
        Assert.True(cut.Interrupted);
        Assert.Equal(1, cut.ShareOf(BasinResult.Undecided));
        FixedPointResult found = Doubled(2).FixedPoints(Box.Cube(2, -1, 1));
        Assert.True(Doubled(2).Basins(Box.Cube(2, -1, 1), found, null, null, new CancellationToken(true)).Interrupted);
    }

    [Fact]
    public void What_does_not_fit_is_refused_in_one_line()
    {
        FixedPointResult found = Doubled(2).FixedPoints(Box.Cube(2, -1, 1));
        Network sum = new(2, [new Affine(new Matrix(1, 2, [1, 1]), [0])]);
        Refused("maps 2 to 1", () => sum.Basins(Box.Cube(2, -1, 1), found));
        Refused("box has 3 axes, expected 2", () => Doubled(2).Basins(Box.Cube(3, -1, 1), found));
        Refused("points have dimension 2, expected 1", () => Doubled(1).Basins(Box.Cube(1, -1, 1), found));
        Refused("at most 10⁷", () => Doubled(2).Basins(Box.Cube(2, -1, 1), found, new BasinOptions { StartsPerAxis = 4000 }));
        Refused("at least 1 and", () => Doubled(2).Basins(Box.Cube(2, -1, 1), found, new BasinOptions { StartsPerAxis = 0 }));
        Refused("nearness NaN", () => Doubled(2).Basins(Box.Cube(2, -1, 1), found, new BasinOptions { Nearness = double.NaN }));

        static void Refused(string expected, Action call) => Assert.Contains(expected, Assert.Throws<InvalidInputException>(call).Message, StringComparison.Ordinal);
    }
}
