using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TorchDynInspect.Reporting.Figures;

namespace TorchDynInspect.Reporting.Tests.Figures;

public class AxisTests
{
    [Property(MaxTest = 1000)]
    public bool An_axis_over_any_values_has_a_usable_range_and_shows_every_value_it_can(double[] values, bool logarithmic)
    {
        AxisScale scale = logarithmic ? AxisScale.Logarithmic : AxisScale.Linear;
        Axis axis = Axis.Covering("y", values ?? [], scale);
        return double.IsFinite(axis.Min) && double.IsFinite(axis.Max) && axis.Min < axis.Max && axis.Ticks.Length >= 2
            && (values ?? []).Where(v => Axis.CanDraw(v, scale)).All(v => axis.PositionOf(v) is >= -1e-9 and <= 1 + 1e-9)
            && (values ?? []).Where(v => !Axis.CanDraw(v, scale)).All(v => double.IsNaN(axis.PositionOf(v)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-7.5)]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    public void A_constant_gets_a_range_around_it(double value)
    {
        Axis axis = Axis.Covering("y", [value, value]);
        Assert.True(axis.Min < value && value < axis.Max);
        Assert.True(axis.Ticks.Length >= 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(13)]
    [InlineData(999)]
    public void An_axis_of_counts_has_ticks_at_whole_numbers_only(int most)
    {
        Axis axis = new("count", 0, 1.05 * most) { WholeNumbers = true };
        Assert.True(axis.Ticks.Length >= 2);
        Assert.All(axis.Ticks, tick => Assert.Equal(Math.Round(tick.Value), tick.Value));
    }

    [Fact]
    public void Positions_on_a_logarithmic_axis_follow_ratios()
    {
        Axis axis = new("y", 0.01, 100, AxisScale.Logarithmic);
        Assert.Equal(0.5, axis.PositionOf(1), 12);
        Assert.Equal(0.25, axis.PositionOf(0.1), 12);
        Assert.True(double.IsNaN(axis.PositionOf(0)));
    }
}
