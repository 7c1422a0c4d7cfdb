using System.Numerics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Tests.Batches;

/// <summary>Theory §1: its check values and its three traps.</summary>
public class TheoryCheckValueTests
{
    [Theory]
    [InlineData("tanh", 0.5569415755850449, -0.7294539576428529, 0.2981730024983329, 1.5180145594031371, 0.03841904869123804, -0.1401957985201322)]
    [InlineData("relu", 0.8, -1.6, -0.4, 0.8, 0.13, 0.16)]
    public void The_secant_map_of_the_two_layer_example_is_that_of_the_theory(
        string name, double a11, double a12, double a21, double a22, double b1, double b2)
    {
        Network network = new(
            2,
            [
                new Affine(new Matrix(2, 2, [1, -2, 0.5, 1]), [0.1, -0.3]),
                new Elementwise(ActivationCatalogue.Create(name)),
                new Affine(new Matrix(2, 2, [0.8, 0.2, -0.4, 1.1]), [0.05, 0.2]),
            ]);
        AffineMap map = network.AffineMap([0.7, -0.4], AffineForm.Secant);
        double[] expected = [a11, a12, a21, a22];
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(expected[i], map.A.Values[i], 1e-14);
        }

        Assert.Equal(b1, map.B[0], 1e-14);
        Assert.Equal(b2, map.B[1], 1e-14);
    }

    [Fact]
    public void At_a_nonzero_equilibrium_of_a_bias_free_net_the_secant_map_has_eigenvalue_one()
    {
        Network network = new(
            2,
            [
                new Affine(new Matrix(3, 2, [2, 0.3, -0.5, 1.5, 0.7, 0.9]), [0, 0, 0]),
                new Elementwise(ActivationCatalogue.Create("tanh")),
                new Affine(new Matrix(2, 3, [1.4, -0.3, 0.2, 0.1, 1.2, 0.4]), [0, 0]),
            ]);
        FixedPointResult result = network.FixedPoints(Box.Cube(2, -4, 4), new FixedPointOptions { Starts = 256 });
        FixedPoint[] away = [.. result.Points.Where(point => point.X.Max(Math.Abs) > 0.1)];
        Assert.NotEmpty(away);
        foreach (FixedPoint point in away)
        {
            AffineMap map = network.AffineMap(point.X.AsSpan(), AffineForm.Secant);
            Assert.Contains(Spectrum.Of(map.A).Eigenvalues, value => Complex.Abs(value - 1) <= 1e-12);
            Assert.DoesNotContain(point.Eigenvalues, value => Complex.Abs(value - 1) <= 1e-3);
        }
    }

    [Fact]
    public void A_secant_norm_below_one_everywhere_does_not_make_the_equilibrium_unique()
    {
        Network network = ScaledGelu(0.95, 0.17, 0);
        double[] grid = [.. Enumerable.Range(-4000, 8001).Select(i => i / 400.0)];
        AffineMapBatch maps = network.AffineMaps(new Matrix(grid.Length, 1, grid), AffineForm.Secant);
        Assert.True(maps.Linear.ToArray().Max(Math.Abs) <= 0.95);

        FixedPointResult result = network.FixedPoints(Box.Cube(1, -10, 10));
        (double X, double Slope, Stability Stability)[] expected =
        [
            (0.321283654969478, 0.818994880167, Stability.Attracting),
            (1.33281852631235, 1.0710077537, Stability.Repelling),
            (3.20644687819011, 0.953932060278, Stability.Attracting),
        ];
        Assert.Equal(3, result.Points.Length);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(expected[i].X, result.Points[i].X[0], 1e-13);
            Assert.Equal(expected[i].Slope, result.Points[i].Eigenvalues[0].Real, 1e-10);
            Assert.Equal(expected[i].Stability, result.Points[i].Stability);
        }
    }

    /// <summary>
    /// x ↦ −0.95·GELU(x) + c with c chosen so that √2, where GELU is steepest (slope 1.1289), is the fixed point: its multiplier is −1.072, so the orbit settles on
    /// a 2-cycle; yet |λ| ≤ 1 for GELU's secant slope, so ρ(A*(x_k)) ≤ 0.95 all along.
    /// </summary>
    [Fact]
    public void A_spectral_radius_below_one_along_an_orbit_does_not_make_it_converge()
    {
        double steepest = Math.Sqrt(2);
        double c = steepest + (0.95 * ActivationCatalogue.Create("gelu").Value(steepest));
        Network network = ScaledGelu(-0.95, 0, c);
        double[] x = [steepest + 0.3];
        double smallestMove = double.PositiveInfinity;
        double largestRadius = 0;
        for (int k = 0; k < 10_000; k++)
        {
            AffineMap map = network.AffineMap(x, AffineForm.Secant);
            largestRadius = Math.Max(largestRadius, Spectrum.Of(map.A).SpectralRadius!.Value);
            double[] next = network.Evaluate(x);
            smallestMove = Math.Min(smallestMove, Math.Abs(next[0] - x[0]));
            x = next;
        }

        Assert.True(largestRadius <= 0.95, $"spectral radius {largestRadius}");
        Assert.True(smallestMove > 0.1, $"the orbit came to rest: it moved by {smallestMove}");
    }

    private static Network ScaledGelu(double factor, double shift, double offset) => new(
        1,
        [
            new Affine(new Matrix(1, 1, [1]), [shift]),
            new Elementwise(ActivationCatalogue.Create("gelu")),
            new Affine(new Matrix(1, 1, [factor]), [offset]),
        ]);
}
