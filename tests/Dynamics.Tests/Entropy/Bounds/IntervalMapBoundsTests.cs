using System.Numerics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Entropy.Bounds;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Oscillations;
using TorchDynInspect.Dynamics.Tests.IntervalMaps;
using TorchDynInspect.Dynamics.Tests.Oscillations;

namespace TorchDynInspect.Dynamics.Tests.Entropy.Bounds;

public sealed class IntervalMapBoundsTests
{
    // Logarithms are widened by the proven bound of their error, 8 units of 2^−52 relative.
    private const double Ulps = 4e-15;

    private static IntervalMapReadings Read(PiecewiseLinearIntervalMap map, Network? network = null, (double, double)? entropy = null) =>
        IntervalMapBounds.Of(network, map, new EntropyOptions(), entropy);

    private static double Value(IntervalMapReadings readings, string theorem) => readings.Bounds.Single(bound => bound.Theorem == theorem).Value;

    [Fact]
    public void Zigzag_of_three_branches_has_entropy_log_three_by_laps_slope_and_horseshoe()
    {
        IntervalMapReadings readings = Read(new([0, new(1, 3), new(2, 3), 1], [0, 1, 0, 1]), IntervalNetworks.Ramps(0, 3, (1.0 / 3, -6), (2.0 / 3, 6)));
        double h = Math.Log(3);
        Assert.InRange(Value(readings, "laps"), h, h + Ulps);
        Assert.InRange(Value(readings, "E3"), h, h + Ulps);
        Assert.InRange(Value(readings, "E5"), h - Ulps, h);
        Assert.InRange(Value(readings, "E1"), Math.Log(4), Math.Log(4) + Ulps);
        Assert.InRange(Value(readings, "E4"), 0.481211825059, h);
        Assert.All(readings.Bounds, bound => Assert.Equal(EvidenceLevel.Certified, bound.Evidence));
    }

    [Fact]
    public void Period_three_map_is_bounded_by_its_entropy_from_below()
    {
        IntervalMapReadings readings = Read(new([0, new(1, 2), 1], [new(1, 2), 1, 0]));
        const double golden = 0.48121182505960347;
        Assert.InRange(Value(readings, "E4"), golden - Ulps, golden);
        Assert.InRange(Value(readings, "E5"), 0.3, golden);
        Assert.InRange(Value(readings, "laps"), golden, golden + 0.06);
    }

    [Fact]
    public void Monotone_maps_have_entropy_zero_by_laps()
    {
        IntervalMapReadings readings = Read(new([0, new(1, 2), 1], [0, new(9, 10), 1]));
        Assert.Equal(0, Value(readings, "laps"));
        Assert.Equal(0, Value(readings, "E5"));
        Assert.Empty(readings.Horseshoes);
    }

    [Fact]
    public void Horseshoes_of_tent_maps_approach_the_entropy()
    {
        foreach (double slope in new[] { 1.5, 1.75, 1.95 })
        {
            IntervalMapReadings readings = IntervalMapBounds.Of(null, RandomIntervalMaps.Tent(Rational.Of(slope)), new EntropyOptions { Iterates = 40 });
            Assert.InRange(Value(readings, "E5"), Math.Log(slope) - 0.1, Math.Log(slope));
            Assert.InRange(Value(readings, "laps"), Math.Log(slope), Math.Log(slope) + 0.1);
        }
    }

    [Fact]
    public void Horseshoe_branches_really_cover()
    {
        // Each branch is a passage of the composed polygon between the ends.
        PiecewiseLinearIntervalMap map = RandomIntervalMaps.Tent(new(7, 4));
        foreach (Horseshoe horseshoe in Read(map).Horseshoes.Where(h => h.Iterate <= 8))
        {
            PiecewiseLinearIntervalMap iterate = map.Iterate(horseshoe.Iterate);
            (double p, double q) = (horseshoe.Lower, horseshoe.Upper);
            (int side, int passages) = (0, 0);
            IEnumerable<double> corners = iterate.Breakpoints.Select(x => x.ToDouble()).Where(x => x > p && x < q).Prepend(p).Append(q);
            foreach (double x in corners)
            {
                double y = iterate.Evaluate(Rational.Of(x)).ToDouble();
                int here = y <= p + 1e-12 ? -1 : y >= q - 1e-12 ? 1 : side;
                passages += here == -side && here != 0 ? 1 : 0;
                side = here;
            }

            Assert.Equal((BigInteger)passages, horseshoe.Branches);
        }
    }

    [Fact]
    public void Architecture_bound_counts_pieces_and_residual_branches()
    {
        Random random = new(5);
        Network relu = IntervalNetworks.Random(random, "relu", 1, 16, 8, 1);
        Assert.Equal([17, 9], Architecture.Factors(relu)!);
        Network hardtanh = IntervalNetworks.Random(random, "hardtanh", 1, 16, 8, 1);
        Assert.Equal([33, 17], Architecture.Factors(hardtanh)!);
        Assert.Null(Architecture.Factors(IntervalNetworks.Random(random, "tanh", 1, 4, 1)));
        Network residual = new(1, [new Residual(relu), new Residual(hardtanh)]);
        Assert.Equal([17, 9, 33, 17], Architecture.Factors(residual)!);
        int pieces = new IntervalMapSweep(residual).Over(-50, 50).Pieces.Length;
        Assert.InRange(pieces, 2, 17 * 9 * 33 * 17);
    }

    [Fact]
    public void Architecture_in_the_plane_counts_parts_of_line_arrangements()
    {
        Assert.Equal([(BigInteger)11, (BigInteger)11], Architecture.Factors(new Network(2,
        [
            new Affine(new Matrix(4, 2, [1, 2, 3, 4, 5, 6, 7, 8]), new double[4]), new Elementwise(new Relu()),
            new Affine(new Matrix(4, 4, new double[16]), new double[4]), new Elementwise(new Relu()),
            new Affine(new Matrix(2, 4, new double[8]), new double[2]),
        ]))!);
        Network narrow = new(2,
        [
            new Affine(new Matrix(1, 2, [1, 2]), [0]), new Elementwise(new Relu()),
            new Affine(new Matrix(4, 1, [1, 2, 3, 4]), new double[4]), new Elementwise(new Relu()),
            new Affine(new Matrix(2, 4, new double[8]), new double[2]),
        ]);
        Assert.Equal([(BigInteger)2, (BigInteger)5], Architecture.Factors(narrow)!);
    }

    [Fact]
    public void Bounds_that_contradict_an_enclosure_say_so()
    {
        IntervalMapReadings readings = Read(RandomIntervalMaps.Tent(2), null, (0.1, 0.2));
        TheoryEntry horseshoe = readings.Theory.Single(entry => entry.Theorem == "E5");
        Assert.False(horseshoe.Agrees);
        Assert.True(readings.Theory.Single(entry => entry.Theorem == "laps").Agrees);
    }

    [Fact]
    public void Representation_widths_are_the_least_not_ruled_out()
    {
        for (int laps = 1; laps < 200; laps++)
        {
            for (int l = 1; l <= 4; l++)
            {
                BigInteger width = Representation.WidthByLaps(laps, l);
                Assert.True(BigInteger.Pow(width + 1, l) >= laps);
                Assert.True(width.IsZero || BigInteger.Pow(width, l) < laps);
            }
        }

        Assert.Equal((BigInteger)7, Representation.WidthByEntropy(Math.Log(8) - 1e-9, 1, 1));
        Assert.Equal((BigInteger)3, Representation.WidthByEntropy(Math.Log(4) - 1e-9, 2, 2));
        Assert.Equal(BigInteger.Zero, Representation.WidthByEntropy(0, 5, 1));
        Assert.True(Representation.WidthByEntropy(Math.Log(2) - 1e-12, 100, 1) > BigInteger.Pow(2, 99));
    }

    [Fact]
    public void Networks_that_compute_an_iterate_are_as_wide_as_the_bound_demands()
    {
        // f^k of the full tent by one hidden layer needs 2^k − 1 units with a kink inside, and the interval network above has 2 for k = 1.
        BigInteger[] laps = LapGrowth.Counts(new IterateWords(RandomIntervalMaps.Tent(2)), 6, new WorkLimit(1000));
        Assert.Equal([1, 3, 7, 15, 31, 63], laps.Select(count => (int)Representation.WidthByLaps(count, 1)));
    }
}
