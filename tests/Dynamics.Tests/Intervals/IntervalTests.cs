using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Tests.Intervals;

public sealed class IntervalTests
{
    [Fact]
    public void No_exact_result_escapes_the_four_operations_roots_and_powers()
    {
        List<string> escapes = IntervalOracle.Algebra(100_000, seed: 1);
        Assert.True(escapes.Count == 0, string.Join('\n', escapes.Take(10)));
    }

    [Fact]
    public void No_exact_result_escapes_an_elementary_function()
    {
        List<string> escapes = IntervalOracle.Functions(20_000, seed: 2);
        Assert.True(escapes.Count == 0, string.Join('\n', escapes.Take(10)));
    }

    [Fact]
    public void Exact_results_stay_points()
    {
        Assert.Equal(new Interval(5, 5), (Interval)2 + 3);
        Assert.Equal(new Interval(-6, -6), (Interval)2 * -3);
        Assert.Equal(new Interval(0.75, 0.75), (Interval)3 / 4);
        Assert.Equal(new Interval(1.5, 1.5), Interval.Sqrt(2.25));
        Assert.Equal(new Interval(-27, 8), Interval.Pow(new(-3, 2), 3));
        Assert.Equal(Interval.One, Interval.Exp(0));
        Assert.Equal(Interval.Zero, Interval.Log(1));
    }

    [Fact]
    public void Inexact_results_are_one_unit_wide()
    {
        Interval sum = (Interval)0.1 + 0.2;
        Assert.Equal(Math.BitIncrement(sum.Lower), sum.Upper);
        Interval third = (Interval)1 / 3;
        Assert.Equal(Math.BitIncrement(third.Lower), third.Upper);
        Interval root = Interval.Sqrt(2);
        Assert.Equal(Math.BitIncrement(root.Lower), root.Upper);
    }

    [Fact]
    public void Elementary_functions_of_points_are_within_forty_units()
    {
        Random random = new(3);
        for (int i = 0; i < 1000; i++)
        {
            double x = (random.NextDouble() * 20) - 10;
            Interval[] results = [Interval.Exp(x), Interval.Log(Math.Abs(x)), Interval.Tanh(x), Interval.Sigmoid(x), Interval.Arctan(x)];
            foreach (Interval result in results)
            {
                Assert.InRange(result.Width, 0, (40 * 1.1102230246251565e-16 * result.Magnitude) + 1e-300);
            }
        }
    }

    [Fact]
    public void Zero_times_infinity_is_zero()
    {
        Assert.Equal(Interval.Zero, Interval.Zero * Interval.Entire);
        Assert.Equal(new Interval(0, double.PositiveInfinity), new Interval(0, 1) * new Interval(0, double.PositiveInfinity));
    }

    [Fact]
    public void Overflow_leaves_a_finite_bound_on_the_near_side()
    {
        Interval large = (Interval)double.MaxValue * 2;
        Assert.Equal(new Interval(double.MaxValue, double.PositiveInfinity), large);
        Assert.Equal(double.MaxValue, ((Interval)double.MaxValue + double.MaxValue).Lower);
        Interval exp = Interval.Exp(710);
        Assert.True(double.IsFinite(exp.Lower) && double.IsPositiveInfinity(exp.Upper));
    }

    [Fact]
    public void Products_of_subnormal_numbers_do_not_vanish()
    {
        Assert.Equal(new Interval(0, double.Epsilon), (Interval)double.Epsilon * double.Epsilon);
        Assert.Equal(new Interval(-double.Epsilon, 0), -(Interval)double.Epsilon * 0.3);
    }

    [Fact]
    public void Division_by_an_interval_around_zero_leaves_two_parts()
    {
        Assert.Equal(Interval.Entire, Interval.One / new Interval(-1, 2));
        Assert.Equal(Interval.Empty, Interval.One / Interval.Zero);
        Assert.Equal(new Interval(0.5, double.PositiveInfinity), Interval.One / new Interval(0, 2));
        (Interval first, Interval second) = Interval.Quotients(new Interval(1, 2), new Interval(-1, 2));
        Assert.Equal(new Interval(double.NegativeInfinity, -1), first);
        Assert.Equal(new Interval(0.5, double.PositiveInfinity), second);
        Assert.Equal((Interval.Entire, Interval.Empty), Interval.Quotients(new Interval(-1, 2), new Interval(-1, 2)));
    }

    [Fact]
    public void The_empty_interval_stays_empty()
    {
        Assert.True(Interval.Empty.IsEmpty);
        Interval[] results =
        [
            Interval.Empty + 1, 1 - Interval.Empty, Interval.Empty * 0, 1 / Interval.Empty, -Interval.Empty, Interval.Square(Interval.Empty),
            Interval.Exp(Interval.Empty), Interval.Cos(Interval.Empty), Interval.Pow(Interval.Empty, -2), Interval.Sqrt(new(-2, -1)), Interval.Log(new(-2, 0)),
            new Interval(1, 2).Intersect(new(3, 4)),
        ];
        Assert.All(results, result => Assert.True(result.IsEmpty));
        Assert.Equal(new Interval(1, 2), Interval.Empty.Hull(new(1, 2)));
        Assert.True(new Interval(1, 2).Contains(Interval.Empty));
        Assert.False(Interval.Empty.Contains(0));
        Assert.True(double.IsNaN(Interval.Empty.Width) && double.IsNaN(Interval.Empty.Midpoint) && double.IsNaN(Interval.Empty.Magnitude));
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.NaN)]
    [InlineData(2, 1)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity)]
    public void Bounds_that_hold_no_number_are_refused(double lower, double upper) =>
        Assert.Contains("expected a lower bound", Assert.Throws<InvalidInputException>(() => new Interval(lower, upper)).Message);

    [Fact]
    public void Sizes_of_unbounded_intervals_are_defined()
    {
        Assert.Equal(0, Interval.Entire.Midpoint);
        Assert.Equal(double.MaxValue, new Interval(0, double.PositiveInfinity).Midpoint);
        Assert.Equal(double.PositiveInfinity, Interval.Entire.Radius);
        Assert.Equal(0, Interval.Entire.Mignitude);
        Assert.Equal(0.5 * double.MaxValue, new Interval(0, double.MaxValue).Midpoint);
        Assert.True(new Interval(0.5 * double.MaxValue, double.MaxValue).Contains(new Interval(0.5 * double.MaxValue, double.MaxValue).Midpoint));
    }

    [Fact]
    public void Interior_is_strict_where_bounded()
    {
        Assert.True(new Interval(1, 2).IsInteriorTo(new(0, 3)));
        Assert.False(new Interval(1, 2).IsInteriorTo(new(1, 3)));
        Assert.True(new Interval(1, double.PositiveInfinity).IsInteriorTo(new(0, double.PositiveInfinity)));
        Assert.True(new Interval(1, 2).IsDisjointFrom(new(3, 4)));
    }

    [Fact]
    public void Waves_reach_their_extrema_and_only_there()
    {
        Assert.Equal(1, Interval.Cos(new(-1, 1)).Upper);
        Assert.Equal(-1, Interval.Cos(new(3, 4)).Lower);
        Assert.True(Interval.Cos(new(3, 4)).Upper < 0);
        Assert.Equal(new Interval(-1, 1), Interval.Sin(new(0, 7)));
        Assert.Equal(1, Interval.Sin(new(1, 2)).Upper);
        Assert.True(Interval.Sin(new(0.1, 1.5)).Upper < 1);
        Assert.Equal(new Interval(-1, 1), Interval.Cos(1e300));
    }

    [Property(MaxTest = 300)]
    public void Operations_respect_inclusion(double a, double b, double c, double d)
    {
        if (!double.IsFinite(a + b + c + d))
        {
            return;
        }

        Interval x = ((Interval)a).Hull(b);
        Interval y = ((Interval)c).Hull(d);
        Assert.True((x * y).Contains((Interval)a * d));
        Assert.True((x + y).Contains((Interval)b + c));
        Assert.True((x - y).Contains((Interval)b - c));
        Assert.True(Interval.Square(x).IsSubsetOf(x * x));
    }
}
