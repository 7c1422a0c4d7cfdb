using System.Numerics;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Oscillations;
using TorchDynInspect.Dynamics.Tests.IntervalMaps;

namespace TorchDynInspect.Dynamics.Tests.Oscillations;

public sealed class CrossingsTests
{
    private static BigInteger[] Count(PiecewiseLinearIntervalMap map, Rational a, Rational b, int n) =>
        Crossings.Counts(new IterateWords(map), a, b, n, new WorkLimit(1_000_000));

    [Fact]
    public void Full_tent_crosses_every_level_two_to_the_n_times()
    {
        foreach (Rational level in new Rational[] { new(1, 2), new(1, 7), new(99, 100) })
        {
            Assert.Equal([.. Enumerable.Range(1, 12).Select(n => BigInteger.One << n)], Count(RandomIntervalMaps.Tent(2), level, level, 12));
        }
    }

    [Fact]
    public void Touching_a_level_is_no_crossing()
    {
        Assert.Equal(BigInteger.Zero, Count(RandomIntervalMaps.Tent(2), 1, 1, 1)[0]);
        Assert.Equal(BigInteger.Zero, Count(RandomIntervalMaps.Tent(2), 0, 0, 1)[0]);
        Assert.Equal((BigInteger)2, Count(RandomIntervalMaps.Tent(2), 0, 1, 1)[0]);
    }

    [Fact]
    public void Band_crossings_equal_those_read_off_the_composed_polygon()
    {
        Random random = new(21);
        for (int trial = 0; trial < 200; trial++)
        {
            PiecewiseLinearIntervalMap map = RandomIntervalMaps.Polygon(random, 1 + (trial % 6));
            Rational a = new(random.Next(1, 12), 12);
            Rational b = new(random.Next((int)(a * 12).ToDouble(), 12), 12);
            BigInteger[] counts = Count(map, a, b, 4);
            PiecewiseLinearIntervalMap iterate = map;
            for (int n = 1; n <= 4; n++)
            {
                Assert.Equal(Passages([.. iterate.Values], a, b), (int)counts[n - 1]);
                iterate = map.Compose(iterate);
            }
        }
    }

    [Fact]
    public void Networks_are_counted_on_the_interval_that_holds_their_orbits()
    {
        OscillationCounts counts = IntervalNetworks.PeriodThree.Oscillations((0.25, 0.75), (0.25, 0.75), 30);
        Assert.Equal((0.0, 1.0), counts.Interval);
        Assert.True(counts.Complete);

        Assert.Equal(Fibonacci(30), counts.Laps);
        Assert.Equal(Passages([.. new IntervalMapSweep(IntervalNetworks.PeriodThree).Over(0, 1).Iterate(9).Values], new(1, 4), new(3, 4)), (int)counts.Crossings[8]);
        Assert.Throws<InvalidInputException>(() => IntervalNetworks.PeriodThree.Oscillations((0, 1), (0.75, 0.25), 3));
        Assert.Throws<InvalidInputException>(() => IntervalNetworks.Ramps(1, 2).Oscillations((0, 1), (0, 1), 3));
    }

    [Fact]
    public void Counts_that_are_cancelled_are_those_so_far()
    {
        OscillationCounts counts = IntervalNetworks.PeriodThree.Oscillations((0, 1), (0.25, 0.75), 30, cancellation: new CancellationToken(canceled: true));
        Assert.False(counts.Complete);
        Assert.Empty(counts.Laps);
        Assert.Equal((0.0, 1.0), counts.Interval);
    }

    private static IEnumerable<BigInteger> Fibonacci(int n)
    {
        (BigInteger a, BigInteger b) = (2, 3);
        for (int i = 0; i < n; i++)
        {
            yield return a;
            (a, b) = (b, a + b);
        }
    }

    // Along a polygon, the sides of the band in the order in which its corners meet them.
    private static int Passages(Rational[] values, Rational a, Rational b)
    {
        (int side, int passages) = (0, 0);
        foreach (Rational y in values)
        {
            int here = a == b ? y.CompareTo(a) : y <= a ? -1 : y >= b ? 1 : 0;
            passages += here == -side && here != 0 ? 1 : 0;
            side = here == 0 ? side : here;
        }

        return passages;
    }
}
