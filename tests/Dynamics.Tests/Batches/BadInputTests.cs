using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Batches;

public class BadInputTests
{
    [Fact]
    public void An_unshifted_slope_at_a_zero_preactivation_names_point_layer_and_unit()
    {
        Network network = new(1, [new Affine(new Matrix(2, 1, [1, 1]), [1, -0.5]), new Elementwise(ActivationCatalogue.Create("sigmoid"))]);
        Matrix points = new(3, 1, [2, 0.5, 1]);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => network.AffineMaps(points, AffineForm.Unshifted));
        Assert.StartsWith("point 1: layers[1] unit 1: the pre-activation is 0", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void An_unshifted_slope_at_zero_is_the_derivative_when_the_function_vanishes_there()
    {
        Network network = new(1, [new Elementwise(ActivationCatalogue.Create("gelu"))]);
        AffineMap map = network.AffineMap([0.0], AffineForm.Unshifted);
        Assert.Equal(0.5, map.A[0, 0]);
        Assert.Equal(0, map.B[0]);
    }

    [Fact]
    public void An_overflow_names_the_point_and_the_layer()
    {
        Network network = new(
            1,
            [
                new Affine(new Matrix(1, 1, [1]), [0]),
                new Residual(new Network(1, [new Elementwise(ActivationCatalogue.Create("exp"))])),
                new Affine(new Matrix(1, 1, [1]), [0]),
            ]);
        double[] points = new double[100];
        points[77] = 1000;
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => network.AffineMaps(new Matrix(100, 1, points)));
        Assert.StartsWith("point 77: layers[1].layers[0]: ", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InvalidInputException>(() => network.Evaluate(new Matrix(100, 1, points)));
        Assert.StartsWith("point 77: layers[1].layers[0]: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_infinity_that_a_saturating_function_would_hide_is_reported()
    {
        Network network = new(1, [new Affine(new Matrix(1, 1, [1e308]), [0]), new Elementwise(ActivationCatalogue.Create("tanh"))]);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => network.Evaluate([100.0]));
        Assert.StartsWith("point 0: layers[0]: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_point_that_is_not_finite_is_rejected(double bad)
    {
        Network network = new(2, []);
        Assert.Throws<InvalidInputException>(() => network.Evaluate([0, bad]));
        Assert.Throws<InvalidInputException>(() => network.AffineMap([bad, 0]));
    }

    [Fact]
    public void A_point_of_another_dimension_is_rejected()
    {
        Network network = new(2, []);
        Assert.Throws<InvalidInputException>(() => network.Evaluate([0.0]));
        Assert.Throws<InvalidInputException>(() => network.AffineMaps(new Matrix(1, 3, [1, 2, 3])));
    }

    [Theory]
    [InlineData(AffineForm.Secant)]
    [InlineData(AffineForm.Unshifted)]
    public void A_flow_has_no_secant_form(AffineForm form)
    {
        Network field = new(1, [new Affine(new Matrix(1, 1, [-1]), [0])]);
        Network network = new(1, [new Residual(new Network(1, [new Flow(field, 1, new FlowSolver("rk4", 4))]))]);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => network.AffineMap([1.0], form));
        Assert.Contains("not defined; use the tangent form", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_points_give_no_maps()
    {
        Network network = new(2, []);
        Assert.Equal(0, network.AffineMaps(new Matrix(0, 2, [])).Count);
        Assert.Equal(0, network.Evaluate(new Matrix(0, 2, [])).Rows);
    }
}
