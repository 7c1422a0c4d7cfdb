using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Entropy.HigherDimension;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.IntervalMaps;
using TorchDynInspect.Dynamics.Tests.TransitionGraphs;
using TorchDynInspect.Dynamics.TransitionGraphs;

namespace TorchDynInspect.Dynamics.Tests.Entropy.HigherDimension;

public sealed class EntropyBoundsTests
{
    private static readonly EntropyBoundsOptions Unhurried = new() { Budget = null, ExpansionSamples = 4000, LyapunovOrbits = 2 };

    private static EntropyBound Bound(EntropyBoundsResult result, string theorem) => result.Bounds.Single(bound => bound.Theorem == theorem);

    // (x, y) ↦ (T_s x, T_t y): r(x), r(x − ½), r(y), r(y − ½).
    private static Network Tents(double s, double t) => new(2,
    [
        new Affine(Matrix.FromRows([[1, 0], [1, 0], [0, 1], [0, 1]]), [0, -0.5, 0, -0.5]),
        new Elementwise(new Relu()),
        new Affine(Matrix.FromRows([[s, -2 * s, 0, 0], [0, 0, t, -2 * t]]), [0, 0]),
    ]);

    // (x, y) ↦ (1 + y − a|x|, b x); y goes through r(y + 8).
    private static Network Lozi(double a, double b) => new(2,
    [
        new Affine(Matrix.FromRows([[1, 0], [-1, 0], [0, 1]]), [0, 0, 8]),
        new Elementwise(new Relu()),
        new Affine(Matrix.FromRows([[-a, -a, 1], [b, -b, 0]]), [1 - 8, 0]),
    ]);

    [Fact]
    public void Product_of_full_tents_is_enclosed_and_the_upper_bound_is_twice_log_two()
    {
        EntropyBoundsResult result = Tents(2, 2).EntropyBounds(Box.Cube(2, 0, 1), Unhurried);
        double h = 2 * Math.Log(2);
        Assert.True(result.IsForwardInvariant);
        Assert.InRange(result.Upper, h, h + 1e-12);
        Assert.InRange(result.Lower, 0.9 * h, h);
        Assert.Equal([0, 1], result.Horseshoe!.ExpandingAxes.AsSpan());
        Assert.Equal(EvidenceLevel.Certified, result.Evidence);
        Assert.InRange(Bound(result, "expansion entropy").Value, h - 0.05, h + 0.05);
    }

    [Fact]
    public void Products_of_tents_of_equal_slope_are_enclosed()
    {
        foreach (double s in new[] { 1.5, 1.8 })
        {
            EntropyBoundsResult result = Tents(s, s).EntropyBounds(Box.Cube(2, 0, 1), Unhurried);
            double h = 2 * Math.Log(s);
            Assert.InRange(result.Lower, 0.6 * h, h);
            Assert.InRange(result.Upper, h, h + 1e-8);
            Assert.InRange(Bound(result, "Lyapunov exponents").Value, h - 0.01, h + 0.01);
            Assert.All(result.Theory, entry => Assert.NotEqual(false, entry.Agrees));
        }
    }

    [Fact]
    public void Lozi_horseshoe_has_entropy_log_two_proved_from_both_sides()
    {
        EntropyBoundsResult result = Lozi(3, 0.2).EntropyBounds(new Box([-1, -0.4], [1, 0.4]), Unhurried);
        double h = Math.Log(2);
        Assert.False(result.IsForwardInvariant);
        Assert.InRange(result.Upper, h, h + 1e-12);
        Assert.InRange(result.Lower, h - 1e-12, h);
        Assert.Equal([0], result.Horseshoe!.ExpandingAxes.AsSpan());
    }

    [Fact]
    public void Branches_of_a_horseshoe_are_stretched_across_the_target_on_sampled_points()
    {
        CoveringHorseshoe horseshoe = Tents(1.8, 1.8).EntropyBounds(Box.Cube(2, 0, 1), Unhurried).Horseshoe!;
        Random random = new(7);
        Network power = CoveringSearch.Power(Tents(1.8, 1.8), horseshoe.Iterate);
        foreach (Box branch in horseshoe.Branches)
        {
            foreach (int axis in horseshoe.ExpandingAxes)
            {
                int sign = 0;
                for (int trial = 0; trial < 20; trial++)
                {
                    double[] x = [.. Enumerable.Range(0, 2).Select(k => branch.Lower[k] + ((branch.Upper[k] - branch.Lower[k]) * random.NextDouble()))];
                    x[axis] = branch.Lower[axis];
                    double first = Maps.Run(power, [.. x]).Value[axis];
                    x[axis] = branch.Upper[axis];
                    double last = Maps.Run(power, [.. x]).Value[axis];
                    int here = first < horseshoe.Target.Lower[axis] && last > horseshoe.Target.Upper[axis] ? 1
                        : first > horseshoe.Target.Upper[axis] && last < horseshoe.Target.Lower[axis] ? -1 : 0;
                    Assert.True(here != 0 && here != -sign);
                    sign = here;
                }
            }
        }
    }

    [Fact]
    public void Lozi_attractor_is_bounded_from_above_by_two_pieces_whatever_the_Lipschitz_constant()
    {
        EntropyBoundsResult result = Lozi(1.7, 0.5).EntropyBounds(new Box([-1.5, -0.8], [1.5, 0.8]), Unhurried);
        Assert.InRange(Bound(result, "E3 (2-norm)").Value, Math.Log(2), 2);
        Assert.InRange(result.Upper, 0, Math.Log(2) + 1e-12);
        Assert.All(result.Theory, entry => Assert.NotEqual(false, entry.Agrees));
    }

    [Fact]
    public void Contraction_has_entropy_zero()
    {
        Network contraction = new(2, [new Affine(Matrix.FromRows([[0.25, 0.25], [0, 0.5]]), [0.1, 0]), new Elementwise(new Relu()), new Affine(Matrix.Identity(2), [0, 0])]);
        EntropyBoundsResult result = contraction.EntropyBounds(Box.Cube(2, -2, 2), Unhurried);
        Assert.Equal((0.0, 0.0), (result.Lower, result.Upper));
        Assert.True(result.IsForwardInvariant);
    }

    [Fact]
    public void Smooth_maps_get_a_certified_Lipschitz_bound_and_a_proved_horseshoe()
    {
        // x ↦ 3/2·(tanh(6x + 3) − tanh(6x − 3)) − 3/2 rises from −3/2 to 3/2 and falls again: it crosses [−1, 1] twice. y ↦ tanh(0.3y) contracts.
        Network smooth = new(2,
        [
            new Affine(Matrix.FromRows([[6, 0], [6, 0], [0, 0.3]]), [3, -3, 0]),
            new Elementwise(new Tanh()),
            new Affine(Matrix.FromRows([[1.5, -1.5, 0], [0, 0, 1]]), [-1.5, 0]),
        ]);
        EntropyBoundsResult result = smooth.EntropyBounds(Box.Cube(2, -2, 2), Unhurried);
        Assert.InRange(result.Lower, Math.Log(2) - 1e-12, Math.Log(2));
        Assert.True(double.IsFinite(result.Upper) && result.Upper >= Math.Log(2));
        Assert.Equal(EvidenceLevel.Certified, result.Evidence);
    }

    [Fact]
    public void One_dimension_is_a_dimension()
    {
        EntropyBoundsResult result = IntervalNetworks.PeriodThree.EntropyBounds(Box.Cube(1, 0, 1), Unhurried);
        Assert.InRange(result.Lower, 0.3, 0.481211825059603447);
        Assert.InRange(result.Upper, 0.481211825059603, 0.4812118250597);
    }

    [Fact]
    public void Horseshoes_of_iterates_whose_orbits_leave_the_box_in_between_do_not_count()
    {
        // [0, 1] and [2, 3] are exchanged, by full tents: f² has a 4-horseshoe in [0, 1], and no orbit of f stays there.
        Network exchange = IntervalNetworks.Ramps(2, 2, (0.5, -4), (2, 4), (2.5, -4));
        EntropyBoundsResult half = exchange.EntropyBounds(Box.Cube(1, 0, 1), Unhurried);
        Assert.False(half.IsForwardInvariant);
        Assert.Equal((0.0, 0.0), (half.Lower, half.Upper));
        EntropyBoundsResult whole = exchange.EntropyBounds(Box.Cube(1, 0, 3), Unhurried);
        Assert.True(whole.IsForwardInvariant);
        Assert.InRange(whole.Lower, 0.3, Math.Log(2));
        Assert.InRange(whole.Upper, Math.Log(2), Math.Log(2) + 1e-10);
    }

    [Fact]
    public void Spectral_radii_of_graphs_are_enclosed()
    {
        Interval golden = GraphGrowth.SpectralRadius(DirectedGraph.Of(2, [(0, 0), (0, 1), (1, 0)]));
        Assert.True(golden.Contains((1 + Math.Sqrt(5)) / 2) && golden.Width < 1e-12);
        Assert.Equal(Interval.Zero, GraphGrowth.SpectralRadius(DirectedGraph.Of(3, [(0, 1), (1, 2)])));
        Interval ring = GraphGrowth.SpectralRadius(DirectedGraph.Of(5, Enumerable.Range(0, 5).Select(i => (i, (i + 1) % 5))));
        Assert.True(ring.Contains(1) && ring.Width < 1e-12);
        Interval full = GraphGrowth.SpectralRadius(DirectedGraph.Of(9, from i in Enumerable.Range(0, 9) from j in Enumerable.Range(0, 9) select (i, j)));
        Assert.Equal(new Interval(9, 9), full);
    }

    [Fact]
    public void Maps_that_change_the_dimension_and_flat_boxes_are_refused()
    {
        Network projection = new(2, [new Affine(Matrix.FromRows([[1, 1]]), [0])]);
        Assert.Throws<InvalidInputException>(() => projection.EntropyBounds(Box.Cube(2, 0, 1)));
        Assert.Throws<InvalidInputException>(() => Tents(2, 2).EntropyBounds(Box.Cube(1, 0, 1)));
        Assert.Throws<InvalidInputException>(() => Tents(2, 2).EntropyBounds(new Box([0, 0], [1, 0])));
    }
}
