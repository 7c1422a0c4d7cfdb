using System.Numerics;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Oscillations;

namespace TorchDynInspect.Dynamics.Tests.Oscillations;

public sealed class LapGrowthTests
{
    private static WorkLimit Ample => new(1_000_000);

    private static BigInteger[] Laps(PiecewiseLinearIntervalMap map, int n) => LapGrowth.Counts(new IterateWords(map), n, Ample);

    [Fact]
    public void Full_tent_doubles_its_laps_at_every_iterate_far_beyond_a_double()
    {
        BigInteger[] laps = Laps(RandomIntervalMaps.Tent(2), 2000);
        Assert.Equal(2000, laps.Length);
        Assert.Equal(BigInteger.One << 2000, laps[^1]);
    }

    [Fact]
    public void Period_three_map_has_Fibonacci_laps()
    {
        BigInteger[] laps = Laps(new([0, new(1, 2), 1], [new(1, 2), 1, 0]), 60);
        (BigInteger a, BigInteger b) = (2, 3);
        foreach (BigInteger count in laps)
        {
            Assert.Equal(a, count);
            (a, b) = (b, a + b);
        }
    }

    [Fact]
    public void Monotone_and_constant_maps_keep_one_lap()
    {
        Assert.All(Laps(new([0, new(1, 3), new(2, 3), 1], [1, new(1, 2), new(1, 2), 0]), 20), laps => Assert.Equal(BigInteger.One, laps));
        Assert.All(Laps(new([0, 1], [new(1, 2), new(1, 2)]), 20), laps => Assert.Equal(BigInteger.One, laps));
    }

    [Fact]
    public void Counts_equal_those_of_composed_polygons_on_random_polygons_with_plateaus()
    {
        Random random = new(11);
        for (int trial = 0; trial < 300; trial++)
        {
            PiecewiseLinearIntervalMap map = RandomIntervalMaps.Polygon(random, 1 + (trial % 7));
            BigInteger[] laps = Laps(map, 6);
            PiecewiseLinearIntervalMap iterate = map;
            for (int n = 1; n <= 6 && iterate.Pieces.Length < 1500; n++)
            {
                Assert.True(iterate.Laps.Length == laps[n - 1], $"trial {trial}, f^{n}: {laps[n - 1]}, composed {iterate.Laps.Length}");
                iterate = map.Compose(iterate);
            }
        }
    }

    [Fact]
    public void Counts_equal_those_of_composed_polygons_on_random_networks()
    {
        Random random = new(12);
        for (int trial = 0; trial < 8; trial++)
        {
            PiecewiseLinearIntervalMap map = RandomIntervalMaps.OfNetwork(random, 1, 8, 8, 1);
            BigInteger[] laps = Laps(map, 8);
            PiecewiseLinearIntervalMap iterate = map;
            for (int n = 1; n <= 8 && iterate.Pieces.Length < 300; n++)
            {
                Assert.True(iterate.Laps.Length == laps[n - 1], $"trial {trial}, f^{n}: {laps[n - 1]}, composed {iterate.Laps.Length}");
                iterate = map.Compose(iterate);
            }
        }
    }

    [Fact]
    public void Laps_are_submultiplicative()
    {
        Random random = new(13);
        for (int trial = 0; trial < 20; trial++)
        {
            BigInteger[] laps = Laps(RandomIntervalMaps.Polygon(random, 5), 16);
            Assert.All(
                from m in Enumerable.Range(1, 15) from n in Enumerable.Range(1, 16 - m) select (m, n),
                pair => Assert.True(laps[pair.m + pair.n - 1] <= laps[pair.m - 1] * laps[pair.n - 1]));
        }
    }

    [Fact]
    public void Limit_of_segments_ends_the_list_early()
    {
        BigInteger[] laps = LapGrowth.Counts(new IterateWords(RandomIntervalMaps.Tent(new(7, 4))), 40, new WorkLimit(10));
        Assert.InRange(laps.Length, 1, 39);
        Assert.Equal(Laps(RandomIntervalMaps.Tent(new(7, 4)), laps.Length), laps);
    }
}
