using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Batches;

public class FlowTests
{
    [Theory]
    [InlineData("euler", 0.9, 10)]
    [InlineData("midpoint", 0.905, 10)]
    [InlineData("rk4", 0.9048375, 10)]
    public void A_fixed_step_scheme_multiplies_a_linear_field_by_its_stability_polynomial(string solver, double factor, int steps)
    {
        Network network = new(1, [new Flow(new Network(1, [new Affine(new Matrix(1, 1, [-1]), [0])]), 1, new FlowSolver(solver, steps))]);
        AffineMap map = network.AffineMap([2.0]);
        Assert.Equal(Math.Pow(factor, steps), map.A[0, 0], 1e-14);
        Assert.Equal(2 * Math.Pow(factor, steps), network.Evaluate([2.0])[0], 1e-14);
        Assert.Equal(0, map.B[0], 1e-15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Dopri5_turns_the_harmonic_oscillator_by_the_time_within_its_tolerance(int direction)
    {
        Network field = new(2, [new Affine(new Matrix(2, 2, [0, -1, 1, 0]), [0, 0])]);
        Network network = new(2, [new Flow(field, direction * 3.0, new FlowSolver("dopri5", 1, 1e-10, 1e-12))]);
        Matrix points = new(3, 2, [1, 0, 0, 0, -300, 40]);
        AffineMapBatch maps = network.AffineMaps(points);
        (double sin, double cos) = Math.SinCos(direction * 3.0);
        for (int p = 0; p < 3; p++)
        {
            double size = Math.Max(1, Math.Abs(points[p, 0]));
            Assert.Equal((cos * points[p, 0]) - (sin * points[p, 1]), maps.Values.Span[2 * p], 1e-8 * size);
            Assert.Equal(cos, maps[p].A[0, 0], 1e-8);
            Assert.Equal(-sin, maps[p].A[0, 1], 1e-8);
            Assert.Equal(sin, maps[p].A[1, 0], 1e-8);
        }
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("midpoint")]
    [InlineData("rk4")]
    public void The_variational_equation_gives_the_derivative_of_the_discrete_map(string solver)
    {
        Network field = SampleNetworks.Create("residual first", [ActivationCatalogue.Create("tanh")], 11);
        Network network = new(2, [new Flow(field, 0.3, new FlowSolver(solver, 7)), new Elementwise(ActivationCatalogue.Create("sigmoid"))]);
        double[] x = [0.3, -0.2];
        AffineMap map = network.AffineMap(x);
        const double step = 1e-5;
        for (int j = 0; j < 2; j++)
        {
            double[] plus = [.. x];
            double[] minus = [.. x];
            plus[j] += step;
            minus[j] -= step;
            (double[] up, double[] down) = (network.Evaluate(plus), network.Evaluate(minus));
            for (int i = 0; i < 2; i++)
            {
                Assert.Equal((up[i] - down[i]) / (2 * step), map.A[i, j], 1e-8);
            }
        }
    }

    [Fact]
    public void Dopri5_gives_a_point_the_same_bits_alone_and_in_a_batch()
    {
        Network field = SampleNetworks.Create("residual first", [ActivationCatalogue.Create("tanh")], 12);
        Network network = new(2, [new Flow(field, 0.5, new FlowSolver("dopri5"))]);
        Matrix points = SampleNetworks.Points(40, 2, 13);
        AffineMapBatch maps = network.AffineMaps(points);
        foreach (int p in new[] { 0, 9, 39 })
        {
            Assert.Equal(network.AffineMap(points.Row(p)).A, maps[p].A);
        }
    }
}
