using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.IntervalMaps;

namespace TorchDynInspect.Dynamics.Tests.Entropy;

public sealed class PiecewiseLinearEntropyTests
{
    private readonly EntropyReference reference = new();

    [Fact]
    public void Tents_have_the_logarithm_of_their_slope()
    {
        Assert.Equal(50, reference.Tents.Count());
        Assert.Contains(reference.Tents, tent => tent.Slope == 1.001);
        foreach ((double slope, double below, double above) in reference.Tents)
        {
            EntropyReference.Encloses(IntervalNetworks.Tent(slope).TopologicalEntropy((0, 1)), below, above, 1e-9);
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.99)]
    [InlineData(1)]
    public void Tents_of_slope_at_most_one_have_none(double slope)
    {
        EntropyResult found = IntervalNetworks.Tent(slope).TopologicalEntropy((0, 1));
        Assert.Equal((0, 0), (found.Lower, found.Upper));
        Assert.True(found.Complete);
    }

    [Fact]
    public void Period_three_map_is_markov_with_the_golden_mean()
    {
        EntropyResult found = IntervalNetworks.PeriodThree.TopologicalEntropy((0, 1));
        EntropyReference.Encloses(found, reference.PeriodThree.Below, reference.PeriodThree.Above, 1e-14);
        Assert.True(found.Closed);
        Assert.Equal<string>(["1", "-1", "-1"], found.Polynomial.ToArray());
    }

    [Fact]
    public void Zigzag_of_three_full_laps_has_log_3()
    {
        EntropyResult exact = IntervalNetworks.Ramps(0, 3, (1, -6), (2, 6)).TopologicalEntropy((0, 3));
        EntropyReference.Encloses(exact, reference.Zigzag.Below, reference.Zigzag.Above, 1e-14);
        Assert.True(exact.Closed && !exact.Escapes);
        Assert.Equal<string>(["1", "-3"], exact.Polynomial.ToArray());
    }

    [Fact]
    public void Zigzag_with_the_double_beside_a_third_leaves_the_interval_and_says_so()
    {
        EntropyResult found = IntervalNetworks.Ramps(0, 3, (1.0 / 3, -6), (2.0 / 3, 6)).TopologicalEntropy((0, 1));
        EntropyReference.Encloses(found, reference.Zigzag.Below, reference.Zigzag.Above, 1e-14);
        Assert.True(found.Escapes);
        Assert.Contains("unbounded", found.Remarks[0]);
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("leaky_relu")]
    [InlineData("hardtanh")]
    public void Networks_of_width_1_have_exactly_none(string activation)
    {
        Random random = new(11);
        for (int i = 0; i < 20; i++)
        {
            EntropyResult found = IntervalNetworks.SelfMap(random, activation, 1, 1, 1, 1).TopologicalEntropy((0, 1));
            Assert.Equal((0, 0), (found.Lower, found.Upper));
            Assert.Equal(1, found.Laps);
        }
    }

    [Fact]
    public void Flat_pieces_and_breakpoints_that_are_no_turns_change_nothing()
    {
        // Up, flat, up, down: the flat top of the tent cut at 3/4 is a plateau map. Slope 2 cut at 3/4: 3/4 ↦ 1/2, so that the tower closes.
        EntropyResult plateau = Of(new([0, new(3, 8), new(5, 8), 1], [0, new(3, 4), new(3, 4), 0]));
        Assert.Equal(2, plateau.Laps);
        Assert.True(plateau.Closed);

        // The tent with superfluous breakpoints.
        PiecewiseLinearIntervalMap tent = new([0, new(1, 3), new(1, 2), new(3, 4), 1], [0, new(2, 3), 1, new(1, 2), 0]);
        EntropyResult found = Of(tent);
        Assert.Equal(2, found.Laps);
        Assert.Equal<string>(["1", "-2"], found.Polynomial.ToArray());

        // A staircase is monotone.
        EntropyResult stairs = Of(new([0, 1, 2, 3, 4], [0, 0, 2, 2, 4]));
        Assert.Equal((0.0, 0.0, 1), (stairs.Lower, stairs.Upper, stairs.Laps));
        EntropyResult constant = Of(new([0, 1], [new(1, 2), new(1, 2)]));
        Assert.Equal((0.0, 0.0), (constant.Lower, constant.Upper));
    }

    [Fact]
    public void Plateau_of_the_full_tent_at_three_quarters_has_the_entropy_of_its_markov_graph()
    {
        // 3/4 ↦ 1/2 ↦ 3/4: turning values are periodic with period 2, so that the kneading series 1 − t − t² + … factors and h = 0.
        EntropyResult found = Of(new([0, new(3, 8), new(5, 8), 1], [0, new(3, 4), new(3, 4), 0]));
        Assert.Equal((0.0, 0.0), (found.Lower, found.Upper));

        // At 7/8 ↦ 1/4 ↦ 1/2, the plateau again: period 3, the golden mean.
        EntropyResult three = Of(new([0, new(7, 16), new(9, 16), 1], [0, new(7, 8), new(7, 8), 0]));
        EntropyReference.Encloses(three, reference.PeriodThree.Below, reference.PeriodThree.Above, 1e-9);
    }

    [Fact]
    public void Orbits_that_leave_are_reported_and_the_rest_is_answered()
    {
        // 2.5x − 5r(x − ½) on the whole line; with r(x) for x the orbits end at 0 instead.
        Network tent = new(1,
        [
            new Affine(new Matrix(2, 1, [1, 1]), [0, -0.5]), new Elementwise([new Identity(), new Relu()]), new Affine(new Matrix(1, 2, [2.5, -5]), [0]),
        ]);
        EntropyResult horseshoe = tent.TopologicalEntropy((0, 1));
        EntropyResult held = IntervalNetworks.Tent(2.5).TopologicalEntropy((0, 1));
        EntropyReference.Encloses(held, Math.BitDecrement(Math.Log(2)), Math.BitIncrement(Math.Log(2)), 1e-12);
        Assert.False(held.Escapes);
        Assert.Equal((-0.625, 1.25), held.Invariant);
        EntropyReference.Encloses(horseshoe, Math.BitDecrement(Math.Log(2)), Math.BitIncrement(Math.Log(2)), 1e-12);
        Assert.True(horseshoe.Escapes);
        Assert.Contains("unbounded", horseshoe.Remarks[0]);
        EntropyResult doubling = new Network(1, [new Affine(new Matrix(1, 1, [2]), [0])]).TopologicalEntropy((0, 1));
        Assert.True(doubling.Escapes);
        Assert.Equal((0.0, 0.0), (doubling.Lower, doubling.Upper));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Network tent = IntervalNetworks.Tent(2);
        Assert.Throws<InvalidInputException>(() => tent.TopologicalEntropy((1, 0)));
        Assert.Throws<InvalidInputException>(() => tent.TopologicalEntropy((0, double.NaN)));
        Assert.Throws<InvalidInputException>(() => tent.TopologicalEntropy((0, double.PositiveInfinity)));
        Assert.Throws<InvalidInputException>(() => tent.TopologicalEntropy((0, 1), new EntropyOptions { Tolerance = -1 }));
        Assert.Throws<InvalidInputException>(() => new Network(2, []).TopologicalEntropy((0, 1)));
    }

    [Fact]
    public void A_budget_that_is_over_leaves_bounds_that_hold()
    {
        EntropyOptions none = new() { Budget = TimeSpan.Zero };
        PiecewiseLinearIntervalMap map = new IntervalMapSweep(IntervalNetworks.PeriodThree).Over(0, 1);
        foreach (EntropyResult found in new[] { IntervalNetworks.PeriodThree.TopologicalEntropy((0, 1), none), PiecewiseLinearEntropy.Of(map, (0, 1), none, null, CancellationToken.None) })
        {
            Assert.False(found.Complete);
            Assert.True(found.Lower <= reference.PeriodThree.Below && found.Upper >= reference.PeriodThree.Above);
        }
    }

    [Fact]
    public void Cancelling_returns_bounds_that_hold()
    {
        CancellationToken cancelled = new(canceled: true);
        EntropyResult found = IntervalNetworks.PeriodThree.TopologicalEntropy((0, 1), cancellation: cancelled);
        Assert.False(found.Complete);
        Assert.Equal((0, 0), (found.Lower, found.Laps));

        // Two units make three pieces at most.
        Assert.InRange(found.Upper, Math.Log(3), Math.Log(3) + 1e-12);
        Assert.Contains("time was over", Assert.Single(found.Remarks));

        EntropyResult smooth = IntervalNetworks.SmoothSelfMap(new Random(1), "tanh", 1, 8, 8, 1).TopologicalEntropy((0, 1), cancellation: cancelled);
        Assert.False(smooth.Complete);
        Assert.True(smooth.Lower <= smooth.Upper);
    }

    private static EntropyResult Of(PiecewiseLinearIntervalMap map) =>
        PiecewiseLinearEntropy.Of(map, (map.Lower.ToDouble(), map.Upper.ToDouble()), new EntropyOptions(), null, CancellationToken.None);
}
