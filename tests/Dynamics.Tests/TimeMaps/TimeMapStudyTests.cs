using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.PeriodicOrbits;
using TorchDynInspect.Dynamics.Tests.PeriodicOrbits;
using TorchDynInspect.Dynamics.TimeMaps;

namespace TorchDynInspect.Dynamics.Tests.TimeMaps;

public class TimeMapStudyTests
{
    [Fact]
    public void A_linear_focus_turns_and_shrinks_by_the_exponential_of_its_matrix()
    {
        Network field = new(2, [new Affine(new Matrix(2, 2, [-0.3, -2, 2, -0.3]), [0, 0])]);
        TimeMapReading reading = field.AsField().ReadTimeMap([1, 0], 1.5);
        (double sin, double cos) = Math.SinCos(3);
        double shrink = Math.Exp(-0.45);
        Assert.Equal(shrink * cos, reading.Map.State[0], 1e-10);
        Assert.Equal(shrink * sin, reading.Map.State[1], 1e-10);
        Assert.All(reading.Spectrum.SingularValues, value => Assert.Equal(shrink, value, 1e-10));
        Assert.Equal(shrink * cos, reading.Spectrum.Eigenvalues[0].Real, 1e-10);
        Assert.Equal(shrink * sin, Math.Abs(reading.Spectrum.Eigenvalues[0].Imaginary), 1e-10);
        Assert.Equal(-0.9, reading.LogDeterminant, 1e-10);
        Assert.InRange(reading.StateError, 0, 1e-9);
        Assert.InRange(reading.JacobianError, 0, 1e-9);
        Assert.Equal(Math.Max(Math.Abs((shrink * cos) - 1), shrink * Math.Abs(sin)), reading.Displacement, 1e-10);
    }

    [Fact]
    public void A_circle_of_periodic_points_is_found_where_the_period_divides_a_multiple_of_T()
    {
        // The circle r = 1 with T′ = 2π/3, stable.
        PeriodicOrbitResult orbits = new RadialField([0.5, -0.5], [3]).PeriodicOrbits(Box.Cube(2, -2, 2), new PeriodicOrbitOptions { Starts = 3 });
        TimeMapCycle fixedPoints = Assert.Single(orbits.TimeMapCycles(4 * Math.PI / 3));
        Assert.Equal((1, 2), (fixedPoints.Period, fixedPoints.Turns));

        // T = (2/5) T′: five applications go round twice, fewer do not close.
        TimeMapCycle five = Assert.Single(orbits.TimeMapCycles(4 * Math.PI / 15, 12));
        Assert.Equal((5, 2), (five.Period, five.Turns));
        Assert.Empty(orbits.TimeMapCycles(1, 12));
        Assert.Single(orbits.TimeMapCycles(-2 * Math.PI / 3));
        Assert.Throws<InvalidInputException>(() => orbits.TimeMapCycles(0));
    }
}
