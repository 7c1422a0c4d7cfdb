using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Oscillations;
using TorchDynInspect.Dynamics.Periods;
using TorchDynInspect.Dynamics.Tests.IntervalMaps;

namespace TorchDynInspect.Dynamics.Tests.Periods;

public sealed class EnclosedPeriodSearchTests
{
    // Mapped into itself for 2.9 ≤ r ≤ 3.9; without the fixed point 0.
    private static PeriodSet Of(double r, int most, bool escapes = false, double lower = 0.05, double upper = 0.98) =>
        new EnclosedPeriodSearch(new LogisticMap(r), new Interval(lower, upper), escapes, new WorkLimit(int.MaxValue))
            .Find(most, x => [.. x.Select(at => r * at * (1 - at))]);

    [Fact]
    public void Logistic_period_three_begins_at_one_plus_root_eight()
    {
        double start = 1 + Math.Sqrt(8);
        Assert.Contains(3, Of(start - 1e-3, 3).Absent);
        PeriodSet after = Of(start + 1e-3, 12);
        Assert.Contains(3, after.Points.Select(point => point.Period));
        Assert.Equal(Enumerable.Range(1, 12), after.Periods);
    }

    [Theory]
    [InlineData(2.9, new[] { 1 })]
    [InlineData(3.2, new[] { 1, 2 })]
    [InlineData(3.5, new[] { 1, 2, 4 })]
    [InlineData(3.55, new[] { 1, 2, 4, 8 })]
    public void Period_doublings_of_the_logistic_map_are_listed_completely(double r, int[] expected)
    {
        // 1 + √6 = 3.449… and 3.5440903… are the second and the third doubling (Feigenbaum).
        PeriodSet found = Of(r, 12);
        Assert.True(found.Complete, string.Join(", ", found.Undecided));
        Assert.Equal(expected, found.Periods);
        Assert.Equal(expected, found.Points.Select(point => point.Period));
    }

    [Fact]
    public void Witnesses_hold_points_of_their_least_period()
    {
        // 4x(1 − x) on sin²θ doubles the angle: points of period n are sin²(πk/(2^n ± 1)).
        PeriodSet found = Of(4, 7, escapes: true, lower: 0.001, upper: 0.9999);
        Assert.NotEmpty(found.Points);
        Assert.Empty(found.Absent);
        foreach (PeriodicPoint point in found.Points)
        {
            int n = point.Period;
            double[] all = [.. from m in new[] { (1 << n) - 1, (1 << n) + 1 } from k in Enumerable.Range(0, m) where Least(k, m) == n select Math.Pow(Math.Sin(Math.PI * k / m), 2)];
            Assert.Contains(all, x => Math.Abs(x - point.X.Midpoint) < 1e-10);
        }
    }

    [Fact]
    public void Time_that_is_over_leaves_periods_undecided()
    {
        PeriodSet found = new EnclosedPeriodSearch(new LogisticMap(3.9), new Interval(0.05, 0.98), false, new WorkLimit(1, TimeSpan.Zero)).Find(6, x => x);
        Assert.Equal(6, found.Undecided.Length);
    }

    // The least period of the angle πk/m, up to its sign, under doubling.
    private static int Least(int k, int m)
    {
        int at = k;
        for (int n = 1; ; n++)
        {
            at = 2 * at % m;
            if (at == k || at == (m - k) % m)
            {
                return n;
            }
        }
    }
}
