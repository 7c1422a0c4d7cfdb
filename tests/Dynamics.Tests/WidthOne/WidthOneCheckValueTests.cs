using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.WidthOne;

namespace TorchDynInspect.Dynamics.Tests.WidthOne;

/// <summary>The check values of theory §0.</summary>
public sealed class WidthOneCheckValueTests
{
    [Fact]
    public void The_steep_logistic_function_has_its_three_fixed_points()
    {
        WidthOneResult found = Chains.Of("sigmoid", 8, -4).WidthOne();
        Assert.True(found.Complete);
        Assert.Equal(Monotonicity.Increasing, found.Monotonicity);
        double[] points = [0.0212479879613656297, 0.5, 0.978752012038634370];
        double[] slopes = [0.166372087751674, 2, 0.166372087751674];
        Stability[] stability = [Stability.Attracting, Stability.Repelling, Stability.Attracting];
        Assert.Equal(3, found.Points.Length);
        for (int i = 0; i < 3; i++)
        {
            FixedPoint point = found.Points[i];
            Assert.Equal(points[i], point.X[0], 1e-15);
            Assert.Equal(slopes[i], point.Eigenvalues[0].Real, 1e-14);
            Assert.Equal(stability[i], point.Stability);
            Assert.Equal(EvidenceLevel.Certified, point.Evidence);
            Assert.True(point.Enclosure!.Upper[0] - point.Enclosure.Lower[0] < 1e-14);
        }

        Assert.Empty(found.Cycles);
        Assert.True(found.Theory.Applies);
        Assert.True(found.Theory.Agrees);
    }

    [Theory]
    [InlineData(2, 0.532839975353552)]
    [InlineData(1.001, 0)]
    [InlineData(25, 0)]
    public void A_tanh_unit_has_three_fixed_points_below_the_threshold_and_one_above(double weight, double known)
    {
        double threshold = Math.Sqrt(weight * (weight - 1)) - Math.Atanh(Math.Sqrt(1 - (1 / weight)));
        Assert.True(known == 0 || Math.Abs(known - threshold) < 1e-14);
        foreach (double off in new[] { 1e-3, 1e-6, 1e-9 })
        {
            WidthOneResult three = Chains.Of("tanh", weight, threshold * (1 - off)).WidthOne();
            WidthOneResult one = Chains.Of("tanh", weight, -threshold * (1 + off)).WidthOne();
            Assert.True(three.Complete && one.Complete);
            Assert.Equal(3, three.Points.Length);
            Assert.Equal([Stability.Attracting, Stability.Repelling, Stability.Attracting], three.Points.Select(point => point.Stability));
            Assert.Equal(Stability.Attracting, Assert.Single(one.Points).Stability);
        }
    }

    [Fact]
    public void Roots_a_trillionth_apart_are_told_apart()
    {
        // s·tanh(2x/s + b) is the unit above in units of s: just before the saddle-node two of its fixed points lie 1.4e−12 apart.
        double threshold = Math.Sqrt(2) - Math.Atanh(Math.Sqrt(0.5));
        const double scale = 1e-9;
        Network network = new(
            1, [Chains.One(2 / scale, threshold * (1 - 6e-7)), Chains.Function("tanh"), Chains.One(scale, 0)]);
        WidthOneResult found = network.WidthOne();
        Assert.True(found.Complete);
        Assert.Equal(3, found.Points.Length);
        Assert.InRange(found.Points[1].X[0] - found.Points[0].X[0], 0.5e-12, 2e-12);
        Assert.True(found.Points[0].Enclosure!.Upper[0] < found.Points[1].Enclosure!.Lower[0]);
    }

    [Fact]
    public void At_the_saddle_node_that_rounding_hides_the_count_is_undecided_and_says_so()
    {
        double threshold = Math.Sqrt(2) - Math.Atanh(Math.Sqrt(0.5));
        WidthOneResult found = Chains.Of("tanh", 2, threshold).WidthOne();
        Assert.False(found.Complete);
        Assert.Equal(Stability.Attracting, Assert.Single(found.Points).Stability);

        // The neutral point is where 2(1 − x²) = 1, on the side away from the attracting one.
        Interval hidden = Assert.Single(found.Undecided);
        Assert.True(hidden.Contains(-Math.Sqrt(0.5)));
        Assert.True(hidden.Width < 1e-6);
        Assert.Null(found.Theory.Agrees);
    }

    [Fact]
    public void The_falling_logistic_function_has_its_2_cycle()
    {
        WidthOneResult found = Chains.Of("sigmoid", -8, 4).WidthOne();
        Assert.True(found.Complete);
        FixedPoint point = Assert.Single(found.Points);
        Assert.Equal(0.5, point.X[0], 1e-15);
        Assert.Equal(-2, point.Eigenvalues[0].Real, 1e-14);
        Assert.Equal(Stability.Repelling, point.Stability);
        Cycle cycle = Assert.Single(found.Cycles);
        Assert.Equal(0.0212479879613656, cycle.Points[0][0], 1e-15);
        Assert.Equal(0.978752012038634, cycle.Points[1][0], 1e-15);
        Assert.Equal(0.166372087751674 * 0.166372087751674, cycle.Multipliers[0].Real, 1e-14);
        Assert.Equal(Stability.Attracting, cycle.Stability);
    }

    [Fact]
    public void The_leaky_chain_with_four_fixed_points_is_not_covered()
    {
        Elementwise leaky = new(ActivationCatalogue.Create("leaky_relu", new Dictionary<string, double> { ["slope"] = 0.25 }));
        Network network = new(
            1,
            [
                Chains.One(1, -2.0 / 3), leaky, Chains.One(-1, 2.0 / 3), leaky, Chains.One(-1, -1.0 / 3), leaky, Chains.One(8, 7.0 / 3),
            ]);
        WidthOneResult found = network.WidthOne();
        Assert.False(found.Applies);
        Assert.Contains("leaky_relu is not in class F", found.Reason, StringComparison.Ordinal);
        Assert.False(found.Theory.Applies);
    }

    [Fact]
    public void Width_two_and_skip_connections_are_not_covered()
    {
        Network wide = new(
            1, [new Affine(new Matrix(2, 1, [1, 1]), [0, 0]), Chains.Function("tanh"), new Affine(new Matrix(1, 2, [1, 1]), [0])]);
        Assert.Contains("width 2", wide.WidthOne().Reason, StringComparison.Ordinal);
        Network skip = new(1, [new Residual(Chains.Of("tanh", 1, 0))]);
        Assert.Contains("residual", skip.WidthOne().Reason, StringComparison.Ordinal);
        Assert.Throws<InvalidInputException>(() => new Network(2, []).WidthOne());
    }
}
