using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.CriticalPoints;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.CriticalPoints.Smooth;

namespace TorchDynInspect.Dynamics.Tests.CriticalPoints.Flows;

public sealed class ClosedFormFlowTests
{
    [Theory]
    [InlineData("dopri5")]
    [InlineData("bosh3")]
    [InlineData("sdirk4")]
    [InlineData("rk4")]
    [InlineData("euler")]
    public void A_shear_of_the_hill_has_the_one_maximum_of_the_hill(string solver)
    {
        Network network = FlowNetworks.Shear(SmoothNetworks.Hill, 1.5, new FlowSolver(solver, 20, 1e-9, 1e-11));
        CriticalPointResult found = network.CriticalPoints(Box.Cube(1, -3, 3.5), new CriticalPointOptions { Starts = 32 });
        CriticalPoint point = Assert.Single(found.Points);
        Assert.Equal(0, point.X[0], 1e-10);
        Assert.Equal(1.52318831191153, point.Value, 1e-10);
        Assert.Equal(-1.27940002, point.HessianEigenvalues[0], 5e-9);
        Assert.Equal((1, false, EvidenceLevel.Numerical), (point.Index, point.Degenerate, point.Evidence));
        Assert.Equal((false, EvidenceLevel.Sampled, 1), (found.Complete, found.Evidence, found.EulerCharacteristic));
        Assert.Contains(found.Theory, entry => entry is { Theorem: "N2", Applies: true, Agrees: null });
    }

    [Fact]
    public void A_shear_of_the_star_has_its_minimum_among_points_that_the_degree_confirms()
    {
        Network network = FlowNetworks.Shear(SmoothNetworks.Star, 2, FlowNetworks.Adaptive);
        CriticalPointResult found = network.CriticalPoints(Box.Cube(2, -3, 3));
        CriticalPoint minimum = Assert.Single(found.Points, point => point.Index == 0);
        Assert.All(minimum.X, x => Assert.Equal(0, x, 1e-10));
        Assert.Equal(-1.38635147178, minimum.Value, 1e-10);
        Assert.All(minimum.HessianEigenvalues, eigenvalue => Assert.Equal(1.09029297, eigenvalue, 5e-9));
        Assert.Equal(1, found.EulerCharacteristic);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_points_behind_a_shear_are_those_that_branch_and_prune_proves(int seed)
    {
        foreach (string profile in new[] { "1-12-1", "2-8-1" })
        {
            Network scalar = SmoothNetworks.Random(profile, seed, gain: 1.5);
            Box box = Box.Cube(scalar.Inputs, -2, 2.25);
            CriticalPointResult proved = scalar.CriticalPoints(box);
            Assert.True(proved.Complete);
            CriticalPointResult found = FlowNetworks.Shear(scalar, 1, FlowNetworks.Adaptive).CriticalPoints(box);
            Assert.Equal(proved.Points.Select(point => point.Index), found.Points.Select(point => point.Index));
            foreach ((CriticalPoint expected, CriticalPoint actual) in proved.Points.Zip(found.Points))
            {
                for (int i = 0; i < scalar.Inputs; i++)
                {
                    Assert.Equal(expected.X[i], actual.X[i], 1e-8);
                }

                Assert.Equal(expected.Value, actual.Value, 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(1.2, 1)]
    [InlineData(2.5, 1)]
    [InlineData(1.05, 0.5)]
    public void The_flow_of_tanh_against_the_identity_folds_where_its_slope_does(double slope, double time)
    {
        // ẏ = tanh y has sinh φ_T(y) = e^T sinh y. Φ(x) = φ_T(x) − c x with c between 1 and e^T: sinh² x* = (e^2T − c²)/(e^2T (c² − 1)).
        Network field = new(
            2, [new Elementwise([new Tanh(), new Identity()]), new Affine(new Matrix(2, 2, [1, 0, 0, 0]), [0, 0])]);
        Network network = new(
            1, [new Affine(new Matrix(2, 1, [1, 1]), [0, 0]), new Flow(field, time, FlowNetworks.Adaptive), new Affine(new Matrix(1, 2, [1, -slope]), [0])]);
        double e = Math.Exp(time);
        double expected = Math.Asinh(Math.Sqrt(((e * e) - (slope * slope)) / (e * e * ((slope * slope) - 1))));
        CriticalPointResult found = network.CriticalPoints(Box.Cube(1, -4, 4.5), new CriticalPointOptions { Starts = 64 });
        Assert.Equal([0, 1], found.Points.Select(point => point.Index!.Value));
        Assert.Equal([-expected, expected], found.Points.Select(point => point.X[0]), (a, b) => Math.Abs(a - b) < 1e-9);
        double value = Math.Asinh(e * Math.Sinh(expected)) - (slope * expected);
        Assert.Equal(value, found.Points[1].Value, 1e-9);
        double s = Math.Sinh(expected);
        double curvature = e * s * (1 - (e * e)) / Math.Pow(1 + (e * e * s * s), 1.5);
        Assert.Equal(curvature, found.Points[1].HessianEigenvalues[0], 1e-8);
    }

    [Fact]
    public void A_rotation_never_folds_because_it_is_linear()
    {
        Network field = new(2, [new Affine(new Matrix(2, 2, [0, -1, 1, 0]), [0, 0])]);
        Network network = new(
            1, [new Affine(new Matrix(2, 1, [1, 0]), [0, 1]), new Flow(field, 1, FlowNetworks.Adaptive), new Affine(new Matrix(1, 2, [1, 0]), [0])]);
        Assert.Empty(network.CriticalPoints(Box.Cube(1, -5, 5)).Points);
    }

    [Fact]
    public void A_saturated_tail_is_no_critical_point()
    {
        // At x = 14 and beyond the hill's slope is below 1e−11 and its size alike.
        Network network = FlowNetworks.Shear(SmoothNetworks.Hill, 1, FlowNetworks.Adaptive);
        CriticalPointResult found = network.CriticalPoints(new Box([12], [17]), new CriticalPointOptions { Starts = 64 });
        Assert.Empty(found.Points);
    }
}
