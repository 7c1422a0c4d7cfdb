using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Contraction;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.BranchAndPrune;
using TorchDynInspect.Dynamics.Volume;

namespace TorchDynInspect.Dynamics.Tests.Volume;

public class DivergenceStudyTests
{
    /// <summary>ẋ = y, ẏ = (1 − x²) y − x.</summary>
    private static readonly Plane VanDerPol = new(
        (x, y) => (y, ((1 - Interval.Square(x)) * y) - x),
        (x, y) => (0, 1, (-2 * x * y) - 1, 1 - Interval.Square(x)));

    [Fact]
    public void The_divergence_of_van_der_Pol_ranges_over_one_minus_x_squared()
    {
        DivergenceRange range = VanDerPol.Divergence(Box.Cube(2, -2, 3), new ContractionOptions { MaxParts = 4000, Tolerance = 1e-4 });
        Assert.True(range.Supremum.Contains(1) && range.Supremum.Width < 1e-3);
        Assert.True(range.Infimum.Contains(-8) && range.Infimum.Width < 1e-3);
        Assert.Equal(0, range.Sign);
        Assert.False(range.Bendixson!.Applies);
    }

    [Fact]
    public void Bendixson_speaks_where_the_divergence_has_one_sign()
    {
        DivergenceRange inner = VanDerPol.Divergence(new Box([-0.9, -5], [0.9, 5]));
        Assert.Equal(1, inner.Sign);
        Assert.True(inner.Bendixson!.Applies);
        DivergenceRange outer = VanDerPol.Divergence(new Box([1.1, -5], [3, 5]));
        Assert.Equal(-1, outer.Sign);
        Assert.Contains("no closed orbit", outer.Bendixson!.Predicts, StringComparison.Ordinal);
    }

    [Property(MaxTest = 20)]
    public void Every_sampled_trace_lies_in_the_certified_range(int seed)
    {
        Random random = new(seed);
        int d = random.Next(1, 4);
        Network field = TanhFields.Random(random, d, 5);
        DivergenceRange range = field.Divergence(Box.Cube(d, -1, 2), new ContractionOptions { MaxParts = 100 });
        Assert.Equal(d == 2, range.Bendixson is not null);
        for (int k = 0; k < 50; k++)
        {
            double[] x = [.. Enumerable.Range(0, d).Select(_ => (3 * random.NextDouble()) - 1)];
            double[] jacobian = field.Tangent(x);
            double trace = Enumerable.Range(0, d).Sum(i => jacobian[i * (d + 1)]);
            Assert.InRange(trace, range.Range.Lower - 1e-12, range.Range.Upper + 1e-12);
        }
    }
}
