using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Tests.IntervalMaps;

namespace TorchDynInspect.Dynamics.Tests.Entropy;

public sealed class PiecewiseLinearEntropyTests
{
    private readonly EntropyReference reference = new();

    [Fact]
    public void Tents_have_the_logarithm_of_their_slope()
    {
        Assert.Equal(50, reference.Tents.Count());
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
        Assert.Contains("unbounded", Assert.Single(found.Remarks));
    }
}
