using System.Numerics;
using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Entropy.Tower;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.IntervalMaps;

namespace TorchDynInspect.Dynamics.Tests.Entropy;

public sealed class RandomMapEntropyTests
{
    private const int MostLaps = 120;

    [Fact]
    public void Laps_of_iterates_by_following_polygons_grow_within_the_enclosure_of_200_random_networks()
    {
        Random random = new(6);
        for (int trial = 0; trial < 200; trial++)
        {
            Network network = IntervalNetworks.SelfMap(random, "relu", 1, 16, 16, 1);
            EntropyResult found = network.TopologicalEntropy((0, 1), new EntropyOptions { Periods = 1 });
            Assert.InRange(found.Upper - found.Lower, 0, found.Closed ? 1e-6 : 1e-2);
            Assert.False(found.Escapes);
            PiecewiseLinearIntervalMap map = new IntervalMapSweep(network).Over(0, 1);
            Rational[] turns = [.. map.Laps.Skip(1).Select(lap => lap.Lower)];
            List<Rational> corners = [map.Lower, map.Upper];
            IntervalTower<int> tower = new(new ExactTowerRule(map));
            tower.Grow(1 + random.Next(40), () => false);
            int[][] upper = RedirectedGraph.Upper(tower.Graph());
            BigInteger[] paths = [.. upper.Select(_ => BigInteger.One)];
            for (int n = 1; n <= 12 && corners.Count <= MostLaps; n++)
            {
                corners = Image(map, turns, corners);
                int laps = Math.Max(1, corners.Count - 1);

                // h = inf (1/n) log lap(f^n), so that this side holds for every n.
                Assert.True(laps >= Math.Exp(n * found.Lower) * (1 - 1e-9), $"trial {trial}: lap(f^{n}) = {laps}, h ≥ {found.Lower:R}");

                // On the other side components of equal growth that follow each other multiply by n each: laps of maps without entropy grow like n, n², n³.
                Assert.True(laps <= found.Laps * n * n * n * Math.Exp(n * found.Upper), $"trial {trial}: lap(f^{n}) = {laps}, h ≤ {found.Upper:R}");

                // This is the step of the proof itself, without a constant: laps of f^n are at most paths of n edges from the root.
                paths = [.. upper.Select(targets => targets.Aggregate(BigInteger.Zero, (sum, target) => sum + paths[target]))];
                Assert.True(laps <= BigInteger.Max(1, paths[0]), $"trial {trial}: lap(f^{n}) = {laps}, {paths[0]} paths");
                Assert.Equal(laps, found.LapCounts[n - 1]);
            }
        }
    }

    [Property(MaxTest = 40)]
    public void Conjugation_by_a_rational_affine_map_leaves_the_enclosure(int seed, byte numerator, byte denominator, sbyte shift, bool turned)
    {
        PiecewiseLinearIntervalMap map = Map(seed);
        Rational scale = new(turned ? -1 - numerator : 1 + numerator, 1 + denominator);
        (Rational[] x, Rational[] y) = ([.. map.Breakpoints.Select(Moved)], [.. map.Values.Select(Moved)]);
        if (turned)
        {
            Array.Reverse(x);
            Array.Reverse(y);
        }

        EntropyResult here = Of(map);
        EntropyResult there = Of(new([.. x], [.. y]));
        Assert.True(here.Lower <= there.Upper && there.Lower <= here.Upper);
        Assert.Equal((here.Closed, here.Laps), (there.Closed, there.Laps));
        if (here.Closed)
        {
            Assert.Equal(here.Polynomial.ToArray(), there.Polynomial.ToArray());
        }

        Assert.Equal(here.Lower, there.Lower, 1e-8);
        Assert.Equal(here.Upper, there.Upper, 1e-8);

        Rational Moved(Rational z) => (scale * z) + (int)shift;
    }

    [Property(MaxTest = 40)]
    public void Second_iterate_has_twice_the_entropy(int seed)
    {
        PiecewiseLinearIntervalMap map = Map(seed);
        EntropyResult once = Of(map);
        EntropyResult twice = Of(map.Iterate(2));
        Assert.True(2 * once.Lower <= twice.Upper && twice.Lower <= 2 * once.Upper);
    }

    /// <summary>The values of f∘g at its ends and turning points in their order, from those of g: every piece of the polygon is followed, none twice for another.</summary>
    private static List<Rational> Image(PiecewiseLinearIntervalMap map, Rational[] turns, List<Rational> corners)
    {
        List<Rational> image = [map.Evaluate(corners[0])];
        for (int i = 1; i < corners.Count; i++)
        {
            (Rational from, Rational to) = (corners[i - 1], corners[i]);
            IEnumerable<Rational> passed = turns.Where(turn => (from < turn && turn < to) || (to < turn && turn < from));
            foreach (Rational x in (from < to ? passed : passed.Reverse()).Append(to))
            {
                Rational y = map.Evaluate(x);
                if (y == image[^1])
                {
                    continue;
                }

                if (image.Count > 1 && (y > image[^1]) == (image[^1] > image[^2]))
                {
                    image[^1] = y;
                }
                else
                {
                    image.Add(y);
                }
            }
        }

        return image;
    }

    /// <summary>A polygon through random multiples of 1/32 over some of the multiples of 1/8.</summary>
    private static PiecewiseLinearIntervalMap Map(int seed)
    {
        Random random = new(seed);
        int[] places = [0, .. Enumerable.Range(1, 7).Where(_ => random.Next(2) == 0), 8];
        return new PiecewiseLinearIntervalMap(
            [.. places.Select(place => new Rational(place, 8))], [.. places.Select(_ => new Rational(random.Next(33), 32))]);
    }

    private static EntropyResult Of(PiecewiseLinearIntervalMap map) =>
        PiecewiseLinearEntropy.Of(map, (map.Lower.ToDouble(), map.Upper.ToDouble()), new EntropyOptions(), null, CancellationToken.None);
}
