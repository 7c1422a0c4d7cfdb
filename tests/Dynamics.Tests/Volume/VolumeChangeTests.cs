using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.Flows;
using TorchDynInspect.Dynamics.Volume;

namespace TorchDynInspect.Dynamics.Tests.Volume;

public class VolumeChangeTests
{
    [Property(MaxTest = 40)]
    public void Determinant_of_the_time_map_is_the_exponential_of_the_integrated_divergence(int seed)
    {
        Random random = new(seed);
        int d = random.Next(1, 5);
        Network field = TanhFields.Random(random, d, 6);
        double[] x = [.. Enumerable.Range(0, d).Select(_ => (2 * random.NextDouble()) - 1)];
        double time = (4 * random.NextDouble()) - 2;
        VolumeChange change = field.AsField().VolumeChange(x, time);
        Assert.Equal(change.DivergenceIntegral, change.LogDeterminant, 1e-7 * (1 + Math.Abs(change.DivergenceIntegral)));
        Assert.True(change.KeepsOrientation);
        Assert.True(change.Liouville.Agrees, change.Liouville.Observed);
    }

    [Fact]
    public void Lorenz_loses_volume_at_a_constant_rate()
    {
        VolumeChange change = new Lorenz().VolumeChange([1, 1, 20], 0.5);
        Assert.Equal(-41.0 / 6, change.DivergenceIntegral, 1e-10);
        Assert.Equal(-41.0 / 6, change.LogDeterminant, 1e-6);
        Assert.InRange(change.Difference, 0, 10 * change.Error);
    }

    [Fact]
    public void A_discrete_map_that_is_far_from_the_flow_is_found_out()
    {
        // Two Euler steps of ẋ = −50x over T = 1 multiply by 24²; the flow by e⁻⁵⁰.
        Network field = new(1, [new Affine(new Matrix(1, 1, [-50]), [0])]);
        VolumeChange change = field.AsField().VolumeChange([1], 1, new FlowSolver("euler", 1));
        Assert.Equal(2 * Math.Log(24), change.LogDeterminant, 1e-12);
        Assert.Equal(-50, change.DivergenceIntegral, 1e-12);
        Assert.False(change.Liouville.Agrees);
    }

    [Theory]
    [InlineData(-4)]
    [InlineData(-40)]
    [InlineData(-400)]
    public void A_direction_that_contracts_below_the_tolerance_refutes_nothing(double rate)
    {
        // det Dφ_T = e^{2(rate + 1)}: at rate −40 its entry e^−80 lies far below the absolute tolerance, and the determinant is noise.
        Network field = new(2, [new Affine(new Matrix(2, 2, [rate, 1, 0, 1]), [0, 0])]);
        VolumeChange change = field.AsField().VolumeChange([0.5, 0.25], 2);
        Assert.Equal(2 * (rate + 1), change.DivergenceIntegral, 1e-6 * Math.Abs(rate));
        Assert.Equal(rate > -10 ? true : null, change.Liouville.Agrees);
        Assert.Equal(rate > -10, double.IsFinite(change.Error));
        Assert.True(double.IsInfinity(change.Error) || change.Difference <= 10 * change.Error);
    }
}
