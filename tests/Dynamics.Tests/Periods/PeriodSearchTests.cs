using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Periods;
using TorchDynInspect.Dynamics.Tests.Oscillations;

namespace TorchDynInspect.Dynamics.Tests.Periods;

public sealed class PeriodSearchTests
{
    private static readonly PeriodOptions Unhurried = new() { Budget = null };

    private static PeriodSet Periods(PiecewiseLinearIntervalMap map, int most = 12) => PeriodSearch.Of(map, Unhurried with { Most = most });

    [Fact]
    public void Period_three_map_has_every_period_up_to_twelve_each_with_a_point()
    {
        PeriodSet periods = Periods(new([0, new(1, 2), 1], [new(1, 2), 1, 0]));
        Assert.Equal(Enumerable.Range(1, 12), periods.Periods);
        Assert.Equal(Enumerable.Range(1, 12), periods.Points.Select(point => point.Period));
        Assert.True(periods.Complete);
        Assert.Equal(3, periods.Strongest);
        Assert.InRange(periods.EntropyBelow, 0.48121182505960, 0.481211825059604);
    }

    // The tent map of slope s has a point of odd period q > 1 exactly when s ≥ λ_q, since its orbit of period q with the least entropy is Štefan's.
    [Fact]
    public void Odd_periods_of_tent_maps_begin_at_the_growth_constants_above_the_square_root_of_two()
    {
        foreach (int q in new[] { 3, 5, 7, 9, 11 })
        {
            double constant = PeriodGrowth.Constant(q).Midpoint;
            foreach ((double slope, bool occurs) in new[] { (constant - 1e-6, false), (constant + 1e-6, true) })
            {
                PeriodSet periods = Periods(RandomIntervalMaps.Tent(Rational.Of(slope)));
                Assert.True(periods.Complete);
                Assert.Equal(occurs, periods.Periods.Contains(q));
                Assert.Equal(occurs ? q : q + 2, periods.Periods.Where(p => p % 2 == 1 && p > 1).DefaultIfEmpty(q + 2).Min());
            }
        }
    }

    [Fact]
    public void Below_the_square_root_of_two_no_odd_period_but_one_occurs()
    {
        foreach (double slope in new[] { Math.BitDecrement(Math.Sqrt(2)), 1.4, 1.3, 1.2 })
        {
            PeriodSet periods = Periods(RandomIntervalMaps.Tent(Rational.Of(slope)), 15);
            Assert.True(periods.Complete);
            Assert.DoesNotContain(periods.Periods, p => p % 2 == 1 && p > 1);
        }
    }

    // Slope s with s² above √2's band: periods 2q occur exactly when q occurs for s².
    [Fact]
    public void Twice_an_odd_period_begins_at_the_square_roots_of_the_growth_constants()
    {
        double constant = Math.Sqrt(PeriodGrowth.Constant(3).Midpoint);
        Assert.DoesNotContain(6, Periods(RandomIntervalMaps.Tent(Rational.Of(constant - 1e-6))).Periods);
        Assert.Contains(6, Periods(RandomIntervalMaps.Tent(Rational.Of(constant + 1e-6))).Periods);
    }

    [Fact]
    public void Involution_has_periods_one_and_two_only()
    {
        PeriodSet periods = Periods(new([0, 1], [1, 0]));
        Assert.Equal([1, 2], periods.Periods.AsSpan());
        Assert.True(periods.Complete);
        Assert.Equal(0, periods.EntropyBelow);
    }

    [Fact]
    public void Identity_and_constants_have_fixed_points_only()
    {
        Assert.Equal([1], Periods(new([0, 1], [0, 1])).Periods.AsSpan());
        Assert.Equal([1], Periods(new([0, 1], [new(1, 3), new(1, 3)])).Periods.AsSpan());
    }

    [Fact]
    public void Exchange_of_halves_with_large_entropy_has_no_odd_period()
    {
        // A zigzag of eight branches from [0, 2/5] onto [3/5, 1], and back.
        Rational[] x = [.. Enumerable.Range(0, 9).Select(i => new Rational(i, 20)), .. Enumerable.Range(0, 9).Select(i => new Rational(12 + i, 20))];
        Rational[] y = [.. Enumerable.Range(0, 9).Select(i => i % 2 == 0 ? (Rational)1 : new(3, 5)), .. Enumerable.Range(0, 9).Select(i => i % 2 == 0 ? new Rational(2, 5) : 0)];
        PeriodSet periods = Periods(new([.. x], [.. y]));
        Assert.True(periods.Complete);
        Assert.Equal([1, 2, 4, 6, 8, 10, 12], periods.Periods.AsSpan());
    }

    [Fact]
    public void Plateau_on_a_cycle_is_found()
    {
        // [1/4, 1/2] → 3/4 → 3/8, inside the plateau.
        PeriodSet periods = Periods(new([0, new(1, 4), new(1, 2), new(3, 4), 1], [0, new(3, 4), new(3, 4), new(3, 8), 0]));
        Assert.Contains(2, periods.Periods);
    }

    [Fact]
    public void Periods_equal_those_of_composed_polygons()
    {
        Random random = new(31);
        for (int trial = 0; trial < 100; trial++)
        {
            PiecewiseLinearIntervalMap map = RandomIntervalMaps.Polygon(random, 1 + (trial % 4));
            PeriodSet periods = Periods(map, 6);
            Assert.True(periods.Complete);
            Assert.Equal(BruteForce(map, 6), periods.Periods);
            Assert.Equal(periods.Periods, periods.Points.Select(point => point.Period));
        }
    }

    [Fact]
    public void Few_itineraries_leave_periods_undecided_rather_than_absent()
    {
        PeriodSet periods = PeriodSearch.Of(RandomIntervalMaps.Tent(Rational.Of(1.425)), new PeriodOptions { MaxItineraries = 1, Budget = null });
        Assert.False(periods.Complete);
        Assert.Contains(11, periods.Undecided);
        Assert.Contains(11, Periods(RandomIntervalMaps.Tent(Rational.Of(1.43))).Periods);
    }

    // On each piece of f^n: the solution of f^n(x) = x, or the points of an interval of solutions; each with its least period by iteration.
    private static IEnumerable<int> BruteForce(PiecewiseLinearIntervalMap map, int most)
    {
        for (int n = 1; n <= most; n++)
        {
            PiecewiseLinearIntervalMap iterate = map.Iterate(n);
            List<Rational> solutions = [];
            for (int i = 0; i < iterate.Pieces.Length; i++)
            {
                (Rational low, Rational high) = (iterate.Breakpoints[i], iterate.Breakpoints[i + 1]);
                ExactPiece piece = iterate.Pieces[i];
                if (piece.Slope != 1)
                {
                    solutions.Add(piece.Intercept / (Rational.One - piece.Slope));
                }
                else if (piece.Intercept.Sign == 0)
                {
                    solutions.AddRange(Enumerable.Range(0, 30).Select(k => low + ((high - low) * new Rational(k, 29))));
                }

                solutions.RemoveAll(x => x < iterate.Lower || x > iterate.Upper || iterate.Evaluate(x) != x);
            }

            if (solutions.Any(x => LeastPeriod(map, x, n) == n))
            {
                yield return n;
            }
        }
    }

    private static int LeastPeriod(PiecewiseLinearIntervalMap map, Rational x, int most)
    {
        Rational y = x;
        for (int k = 1; k <= most; k++)
        {
            y = map.Evaluate(y);
            if (y == x)
            {
                return k;
            }
        }

        return 0;
    }
}
