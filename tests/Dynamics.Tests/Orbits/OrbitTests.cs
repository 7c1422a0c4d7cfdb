using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Orbits;

namespace TorchDynInspect.Dynamics.Tests.Orbits;

public sealed class OrbitTests
{
    [Fact]
    public void An_orbit_of_a_linear_map_is_its_powers()
    {
        Network half = new(1, [new Affine(new Matrix(1, 1, [0.5]), [1])]);
        Orbit orbit = Orbit.From(half, [4.0], 3);
        Assert.Equal([4.0, 3.0, 2.5, 2.25], orbit.States.Values.ToArray());
        Assert.Equal([2.5, 2.25], orbit.After(2).States.Values.ToArray());
    }

    [Property]
    public Property A_rotation_winds_by_its_angle() => Prop.ForAll(
        ArbMap.Default.ArbFor<NormalFloat>(),
        ArbMap.Default.ArbFor<NormalFloat>(),
        (seed, scale) =>
        {
            double angle = Math.IEEERemainder(seed.Get, 2 * Math.PI) * 0.999;
            double growth = 0.9 + (0.2 / (1 + Math.Abs(scale.Get)));
            Network rotation = Rotate(angle, growth, 1, -2);
            double found = Rotation.Around(Orbit.From(rotation, [1.5, -2], 50), [1, -2]).AnglePerStep;
            return Math.Abs(found - angle) <= 1e-9;
        });

    [Fact]
    public void A_tenth_of_a_turn_has_period_ten()
    {
        Rotation rotation = Rotation.Around(Orbit.From(Rotate(-Math.PI / 5, 1, 0, 0), [1.0, 0], 100), [0, 0]);
        Assert.Equal(10, rotation.Period, 1e-12);
        Assert.True(rotation.AnglePerStep < 0);
    }

    [Fact]
    public void An_orbit_through_the_centre_has_no_angle()
    {
        Network identity = new(2, []);
        InvalidInputException fault = Assert.Throws<InvalidInputException>(() => Rotation.Around(Orbit.From(identity, [1.0, 1], 3), [1, 1]));
        Assert.Contains("passes through the centre at step 1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_changes_the_dimension_has_no_orbits()
    {
        Network sum = new(2, [new Affine(new Matrix(1, 2, [1, 1]), [0])]);
        Assert.Contains("maps 2 to 1", Assert.Throws<InvalidInputException>(() => Orbit.From(sum, [0.0, 0], 1)).Message, StringComparison.Ordinal);
    }

    private static Network Rotate(double angle, double growth, double x, double y)
    {
        (double s, double c) = Math.SinCos(angle);
        double[] w = [growth * c, -growth * s, growth * s, growth * c];
        return new Network(2, [new Affine(new Matrix(2, 2, w), [x - (w[0] * x) - (w[1] * y), y - (w[2] * x) - (w[3] * y)])]);
    }
}
