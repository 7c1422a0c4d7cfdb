using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Periods;

namespace TorchDynInspect.Dynamics.Tests.Periods;

public sealed class SharkovskyTests
{
    [Fact]
    public void Order_up_to_16_is_Sharkovskys() =>
        Assert.Equal([3, 5, 7, 9, 11, 13, 15, 6, 10, 14, 12, 16, 8, 4, 2, 1], SharkovskyOrder.UpTo(16));

    [Fact]
    public void Three_forces_everything_and_one_nothing_else()
    {
        Assert.All(Enumerable.Range(1, 100), q => Assert.True(SharkovskyOrder.Forces(3, q)));
        Assert.All(Enumerable.Range(2, 100), q => Assert.False(SharkovskyOrder.Forces(1, q)));
    }

    [Fact]
    public void Growth_constant_of_three_is_the_golden_mean()
    {
        Interval golden = (1 + Interval.Sqrt(5)) / 2;
        Assert.False(PeriodGrowth.Constant(3).IsDisjointFrom(golden));
        Assert.InRange(PeriodGrowth.Constant(3).Width, 0, 3e-16);
        Assert.False(PeriodGrowth.Entropy(3).IsDisjointFrom(new Interval(0.481211825059603, 0.481211825059604)));
    }

    // mpmath, 20 digits: polyroots([1,0,-2,0,0,-1]), …
    [Theory]
    [InlineData(5, 1.5128763968640948)]
    [InlineData(7, 1.4655712318767680)]
    [InlineData(9, 1.441315482190680666)]
    [InlineData(11, 1.428422708916076256)]
    public void Growth_constants_are_the_largest_roots(int q, double expected) =>
        Assert.InRange(PeriodGrowth.Constant(q).Midpoint, expected - 1e-15, expected + 1e-15);

    [Fact]
    public void Powers_of_two_force_no_entropy_and_doubling_a_period_halves_it()
    {
        Assert.All(new[] { 1, 2, 4, 8, 1024 }, p => Assert.Equal(Interval.Zero, PeriodGrowth.Entropy(p)));
        Assert.Equal(PeriodGrowth.Entropy(3).Lower / 4, PeriodGrowth.Entropy(12).Lower);
    }

    [Fact]
    public void Growth_constants_decrease_to_the_square_root_of_two()
    {
        double before = 2;
        for (int q = 3; q <= 61; q += 2)
        {
            Interval constant = PeriodGrowth.Constant(q);
            Assert.True(constant.Upper < before && constant.Lower > Math.Sqrt(2));
            before = constant.Lower;
        }
    }
}
