using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.IntervalMaps;

public sealed class InvariantIntervalTests
{
    [Fact]
    public void Limits_of_infinite_growth_are_reached_exactly()
    {
        // x/2 + 1 → 2; −x/2 + 3 on both sides: a = 3 − b/2, b = 3 − a/2 around [0, 1] with b = 3 attained at 0.
        Assert.Equal((Rational.Zero, (Rational)2), Around(Line(0.5, 1), 0, 1));
        Assert.Equal((Rational.Zero, (Rational)3), Around(Line(-0.5, 3), 0, 1));
        Assert.Equal((new Rational(-1, 10), new Rational(1, 10)), Around(Line(-1, 0), new(-1, 10), new(1, 20)));
        Assert.Equal(((Rational)(-3), (Rational)5), Around(Line(0, 5), -3, -2));
    }

    [Fact]
    public void Smallest_invariant_interval_is_the_limit_of_hulls_of_random_networks()
    {
        Random random = new(4);
        int closed = 0;
        for (int trial = 0; trial < 20; trial++)
        {
            IntervalMapSweep sweep = new(IntervalNetworks.Random(random, "relu", 1, 6, 1));
            (PiecewiseLinearIntervalMap? map, string? obstacle) = InvariantInterval.Around(sweep, 0, 1);

            // The same by iterating in doubles.
            PiecewiseLinearIntervalMap wide = sweep.Over(Rational.Of(-1e12), Rational.Of(1e12));
            (double a, double b) = (0, 1);
            for (int n = 0; n < 100 && b - a < 1e9; n++)
            {
                (Rational least, Rational largest) = wide.Image(Rational.Of(a), Rational.Of(b));
                (double from, double to) = (Math.Min(a, least.ToDouble()), Math.Max(b, largest.ToDouble()));
                if (from == a && to == b)
                {
                    break;
                }

                (a, b) = (from, to);
            }

            if (map is not null)
            {
                closed++;
                Assert.True(map.IsSelfMap);
                Assert.Null(obstacle);
                Assert.True(map.Lower.ToDouble() <= a + 1e-9 && map.Upper.ToDouble() >= b - 1e-9);

                // Smallest: nothing that the hulls do not approach.
                Assert.InRange(a - map.Lower.ToDouble(), -1e-9, 0.02 * (1 + b - a));
                Assert.InRange(map.Upper.ToDouble() - b, -1e-9, 0.02 * (1 + b - a));
            }
            else
            {
                Assert.NotNull(obstacle);
                Assert.True(b - a > 1e3, $"trial {trial}: hulls stay at [{a}, {b}], {obstacle}");
            }
        }

        Assert.InRange(closed, 5, 20);
    }

    [Fact]
    public void One_end_that_runs_away_is_witness_enough()
    {
        // r(x + ½) + r(x − 1) + r(−x − 5): beyond 1 with slope 2; the other end stays at 0, and the line to its left ends.
        Network network = new(1,
        [
            new Affine(new Matrix(3, 1, [1, 1, -1]), [0.5, -1, -5]), new Elementwise(new Relu()), new Affine(new Matrix(1, 3, [1, 1, 1]), [0]),
        ]);
        (PiecewiseLinearIntervalMap? map, string? obstacle) = InvariantInterval.Around(new IntervalMapSweep(network), 0, 1);
        Assert.Null(map);
        Assert.Contains("unbounded", obstacle);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(1, 0.001)]
    [InlineData(-1.5, 0.3)]
    [InlineData(1.0000001, 0)]
    public void Orbits_that_escape_have_a_witness(double slope, double shift)
    {
        (PiecewiseLinearIntervalMap? map, string? obstacle) = InvariantInterval.Around(new IntervalMapSweep(Line(slope, shift)), 0, 1);
        Assert.Null(map);
        Assert.Contains("whose orbit is unbounded", obstacle);
    }

    [Fact]
    public void Maps_held_in_their_domain_are_cut_exactly()
    {
        PiecewiseLinearIntervalMap held = new PiecewiseLinearIntervalMap([0, new(1, 2), 1], [0, new(5, 4), -1]).Clamped();
        Assert.Equal<Rational>([0, new(2, 5), new(5, 9), new(7, 9), 1], held.Breakpoints.ToArray());
        Assert.Equal<Rational>([0, 1, 1, 0, 0], held.Values.ToArray());
    }

    private static Network Line(double slope, double shift) =>
        new(1, [new Affine(new Matrix(1, 1, [slope]), [shift]), new Elementwise(new Identity())]);

    private static (Rational, Rational) Around(Network network, Rational a, Rational b)
    {
        (PiecewiseLinearIntervalMap? map, _) = InvariantInterval.Around(new IntervalMapSweep(network), a, b);
        return (map!.Lower, map.Upper);
    }
}
