using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Entropy.Bounds;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Periods;
using TorchDynInspect.Dynamics.Tests.Oscillations;

namespace TorchDynInspect.Dynamics.Tests.Entropy.Bounds;

public sealed class SlopeBoundTests
{
    // Logarithms are widened by the proven bound of their error, 8 units of 2^−52 relative.
    private const double Ulps = 4e-15;

    private static EntropyBound Of(PiecewiseLinearIntervalMap map) => SlopeBound.Of(new ItineraryGraph(map));

    [Theory]
    [InlineData(1.0000001)]
    [InlineData(1.001)]
    [InlineData(1.4)]
    [InlineData(2)]
    public void Constant_slope_is_the_entropy(double slope)
    {
        EntropyBound bound = Of(RandomIntervalMaps.Tent(Rational.Of(slope)));
        Assert.InRange(bound.Value, Math.Log(slope) - Ulps, Math.Log(slope));
        Assert.EndsWith("everywhere", bound.Reason);
    }

    [Fact]
    public void Iterates_expand_where_the_map_itself_does_not()
    {
        // Slopes 1 and −2: after the first lap comes the second, so that (f²)′ is 2 at least; along 0 → ½ → 1 it is no more.
        EntropyBound bound = Of(new([0, new(1, 2), 1], [new(1, 2), 1, 0]));
        Assert.InRange(bound.Value, (Math.Log(2) / 2) - 0.03, Math.Log(2) / 2);
        Assert.Contains("f^", bound.Reason);
    }

    [Fact]
    public void Slow_and_flat_pieces_outside_an_invariant_set_do_not_count()
    {
        // On [0, 1] a tent of slope 3/2; beyond it a flat piece and a slow one that lead there.
        EntropyBound bound = Of(new([0, new(1, 2), 1, 2, 3], [0, new(3, 4), 0, 0, new(1, 2)]));
        Assert.InRange(bound.Value, Math.Log(1.5) - Ulps, Math.Log(1.5));
        Assert.EndsWith("into itself", bound.Reason);

        // The better one of two invariant sets.
        EntropyBound two = Of(new([0, new(1, 2), 1, new(3, 2), 2], [0, new(5, 8), 0, new(7, 4), 1]));
        Assert.InRange(two.Value, Math.Log(1.25) - Ulps, Math.Log(1.25));
    }

    [Fact]
    public void Contracting_and_flat_maps_and_clamped_ones_give_nothing()
    {
        Assert.Equal(0, Of(RandomIntervalMaps.Tent(1)).Value);
        Assert.Equal(0, Of(RandomIntervalMaps.Tent(new(1, 2))).Value);
        Assert.Equal(0, Of(new([0, 1], [new(1, 3), new(1, 3)])).Value);
        Assert.Equal(0, Of(new PiecewiseLinearIntervalMap([0, new(1, 2), 1], [0, new(3, 2), 0]).Clamped()).Value);
    }

    [Fact]
    public void Bound_never_exceeds_laps_of_random_polygons()
    {
        Random random = new(17);
        int positive = 0;
        for (int trial = 0; trial < 300; trial++)
        {
            PiecewiseLinearIntervalMap map = RandomIntervalMaps.Polygon(random, 1 + (trial % 6));
            IntervalMapReadings readings = IntervalMapBounds.Of(null, map, new EntropyOptions { Periods = 1, Iterates = 12 });
            double slopes = readings.Bounds.Single(bound => bound.Theorem == "slopes").Value;
            Assert.True(slopes <= readings.Bounds.Where(bound => bound.Kind == BoundKind.Upper).Min(bound => bound.Value), $"trial {trial}");
            positive += slopes > 0 ? 1 : 0;
        }

        Assert.True(positive > 20, $"{positive} of 300");
    }
}
