using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.WidthOne;

namespace TorchDynInspect.Dynamics.Tests.WidthOne;

/// <summary>Unbounded and flat chains, continua, and neutral points that are known exactly.</summary>
public sealed class WidthOneShapeTests
{
    [Theory]
    [InlineData("softplus")]
    [InlineData("logsigmoid")]
    [InlineData("exp")]
    public void Functions_that_stay_on_one_side_of_the_diagonal_have_no_fixed_point(string function)
    {
        // softplus(x) − x falls below every double, and is still positive.
        WidthOneResult found = Chains.Of(function, 1, 0).WidthOne();
        Assert.True(found.Complete);
        Assert.Empty(found.Points);
        Assert.Null(found.Continuum);
    }

    [Fact]
    public void Two_softplus_layers_stay_above_the_diagonal()
    {
        WidthOneResult found = new Network(1, [Chains.One(1, 0), Chains.Function("softplus"), Chains.One(1, 0), Chains.Function("softplus")]).WidthOne();
        Assert.True(found.Complete, found.Theory.Observed);
        Assert.Empty(found.Points);
    }

    [Fact]
    public void A_quarter_of_the_exponential_has_the_fixed_points_of_the_lambert_function()
    {
        // −W₀(−¼) and −W₋₁(−¼).
        WidthOneResult found = new Network(1, [Chains.One(1, 0), Chains.Function("exp"), Chains.One(0.25, 0)]).WidthOne();
        Assert.True(found.Complete);
        Assert.Equal(2, found.Points.Length);
        Assert.Equal(0.357402956181389, found.Points[0].X[0], 1e-14);
        Assert.Equal(2.15329236411035, found.Points[1].X[0], 1e-14);
        Assert.Equal(Stability.Attracting, found.Points[0].Stability);
        Assert.Equal(Stability.Repelling, found.Points[1].Stability);
    }

    [Theory]
    [InlineData("exp", -1, 1.0)]
    [InlineData("tanh", 0, 0.0)]
    [InlineData("arctan", 0, 0.0)]
    [InlineData("softsign", 0, 0.0)]
    public void A_neutral_fixed_point_that_is_known_exactly_is_the_only_one(string function, double bias, double expected)
    {
        WidthOneResult found = Chains.Of(function, 1, bias).WidthOne();
        Assert.True(found.Complete);
        FixedPoint point = Assert.Single(found.Points);
        Assert.Equal(expected, point.X[0]);
        Assert.Equal(Stability.Neutral, point.Stability);
    }

    [Fact]
    public void The_pitchfork_of_the_logistic_function_is_one_neutral_point()
    {
        FixedPoint point = Assert.Single(Chains.Of("sigmoid", 4, -2).WidthOne().Points);
        Assert.Equal(0.5, point.X[0]);
        Assert.Equal(Stability.Neutral, point.Stability);
    }

    [Fact]
    public void Elu_is_the_identity_on_a_half_line()
    {
        WidthOneResult found = Chains.Of("elu", 1, 0).WidthOne();
        Assert.True(found.Complete);
        Assert.Equal(new Interval(0, double.PositiveInfinity), found.Continuum);
        Assert.Empty(found.Points);

        // 1 − elu(x) exchanges the points of [0, 1].
        WidthOneResult falling = new Network(1, [Chains.One(1, 0), Chains.Function("elu"), Chains.One(-1, 1)]).WidthOne();
        Assert.Equal(new Interval(0, 1), falling.CycleContinuum);
        Assert.Equal(0.5, Assert.Single(falling.Points).X[0], 1e-15);
        Assert.True(falling.Theory.Agrees);
    }

    [Fact]
    public void Affine_chains_are_solved_in_closed_form()
    {
        Assert.Equal(Interval.Entire, new Network(1, []).WidthOne().Continuum);
        Assert.Equal(Interval.Entire, new Network(1, [Chains.One(-1, 3)]).WidthOne().CycleContinuum);
        Assert.Empty(new Network(1, [Chains.One(1, 1e-300)]).WidthOne().Points);
        Assert.Equal(-1.5, Assert.Single(new Network(1, [Chains.One(3, 3)]).WidthOne().Points).X[0]);
    }

    [Fact]
    public void A_relu_chain_has_an_interval_of_fixed_points_or_isolated_ones()
    {
        Assert.Equal(new Interval(0, double.PositiveInfinity), Chains.Of("relu", 1, 0).WidthOne().Continuum);
        Assert.Equal(new Interval(-1, 1), Chains.Of("hardtanh", 1, 0).WidthOne().Continuum);
        Assert.Equal(new Interval(-1, 1), Chains.Of("hardtanh", -1, 0).WidthOne().CycleContinuum);

        // max(2x − 1, 0): 0 and 1.
        WidthOneResult relu = Chains.Of("relu", 2, -1).WidthOne();
        Assert.Equal([0.0, 1.0], relu.Points.Select(point => point.X[0]));
        Assert.Equal([Stability.Attracting, Stability.Repelling], relu.Points.Select(point => point.Stability));

        // hardtanh(3x) : −1, 0, 1; its mirror image: 0 and the cycle {−1, 1}.
        Assert.Equal([-1.0, 0.0, 1.0], Chains.Of("hardtanh", 3, 0).WidthOne().Points.Select(point => point.X[0]));
        WidthOneResult mirrored = Chains.Of("hardtanh", -3, 0).WidthOne();
        Assert.Equal([-1.0, 1.0], Assert.Single(mirrored.Cycles).Points.Select(point => point[0]));
        Assert.Equal(Stability.Attracting, mirrored.Cycles[0].Stability);

        // hardsigmoid(x) = x/6 + ½ at 3/5, which is no double: the sixth is exact.
        FixedPoint hard = Assert.Single(Chains.Of("hardsigmoid", 1, 0).WidthOne().Points);
        Assert.Equal(0.6, hard.X[0]);
        Assert.Equal(1.0 / 6, hard.Eigenvalues[0].Real);
    }

    [Fact]
    public void Clamps_beside_smooth_functions_are_enclosed()
    {
        // tanh(3 max(x, 0)): 0 on the flat side with a kink, and the positive fixed point of tanh 3x.
        WidthOneResult found = new Network(1, [Chains.One(1, 0), Chains.Function("relu"), Chains.One(3, 0), Chains.Function("tanh")]).WidthOne();
        Assert.True(found.Points.Length + found.Undecided.Length == 2);
        Assert.Equal(0.9949, found.Points[^1].X[0], 1e-3);
        Assert.Equal(found.Points[^1].X[0], Math.Tanh(3 * found.Points[^1].X[0]), 1e-15);
    }

    [Fact]
    public void A_zero_weight_makes_the_chain_constant()
    {
        WidthOneResult found = new Network(1, [Chains.One(0, 0.5), Chains.Function("tanh"), Chains.One(2, 1)]).WidthOne();
        Assert.Equal(Monotonicity.Constant, found.Monotonicity);
        Assert.Equal((2 * Math.Tanh(0.5)) + 1, Assert.Single(found.Points).X[0], 1e-15);
    }

    [Fact]
    public void Saturated_chains_keep_their_three_fixed_points()
    {
        // Slopes of e^−800 and e^800: derivatives underflow, their logarithms do not.
        Network network = new(1, [Chains.One(1000, 0), Chains.Function("tanh"), Chains.One(1000, 1), Chains.Function("tanh")]);
        WidthOneResult found = network.WidthOne();
        Assert.True(found.Complete);
        Assert.Equal([Stability.Attracting, Stability.Repelling, Stability.Attracting], found.Points.Select(point => point.Stability));
        Assert.Equal(-1, found.Points[0].X[0], 1e-14);
        Assert.Equal(1, found.Points[2].X[0], 1e-14);
    }

    [Fact]
    public void A_chain_of_odd_length_of_falling_units_falls()
    {
        Network network = new(1, [Chains.One(-2, 0.3), Chains.Function("tanh"), Chains.One(1.5, 0), Chains.Function("arctan")]);
        WidthOneResult found = network.WidthOne();
        Assert.Equal(Monotonicity.Decreasing, found.Monotonicity);
        Assert.True(found.Complete);
        double x = found.Points[0].X[0];
        Assert.Equal(x, Math.Atan(1.5 * Math.Tanh((-2 * x) + 0.3)), 1e-14);
        Cycle cycle = Assert.Single(found.Cycles);
        double y = cycle.Points[0][0];
        Assert.Equal(cycle.Points[1][0], Math.Atan(1.5 * Math.Tanh((-2 * y) + 0.3)), 1e-14);
    }
}
