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

    [Theory]
    [InlineData("bosh3")]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    public void Every_adaptive_scheme_carries_the_maps_of_the_layers_before_a_flow_through_it(string solver)
    {
        // x ↦ 2x − 1, then φ_½ of ẋ = −eˣ: φ = −ln(e^−y + ½), φ′ = e^−y/(e^−y + ½).
        Affine first = new(new Matrix(1, 1, [2]), [-1]);
        Network network = new(1, [first, new Flow(SampleFields.Exponential(-1), 0.5, new FlowSolver(solver, 1, 1e-10, 1e-12)), first]);
        double[] points = [.. Enumerable.Range(0, 150).Select(i => (0.02 * i) - 1)];
        AffineMapBatch maps = network.AffineMaps(new Matrix(150, 1, points));
        Matrix values = network.Evaluate(new Matrix(150, 1, points));
        for (int i = 0; i < points.Length; i++)
        {
            double u = Math.Exp(1 - (2 * points[i]));
            Assert.Equal((-2 * Math.Log(u + 0.5)) - 1, maps.Values.Span[i], 1e-8);
            Assert.Equal((-2 * Math.Log(u + 0.5)) - 1, values[i, 0], 1e-8);
            Assert.Equal(4 * u / (u + 0.5), maps.Linear.Span[i], 1e-8);
        }
    }

    [Theory]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    [InlineData("euler")]
    public void A_flow_that_does_not_come_to_its_end_is_named_with_point_layer_and_reason(string solver)
    {
        double[] points = [.. Enumerable.Range(0, 100).Select(i => -2 - (0.01 * i))];

        // The layer before doubles x; the flow leaves every bound at t = e^−1.
        points[77] = 0.5;
        Flow flow = new(SampleFields.Exponential(1), 1, new FlowSolver(solver, 9000));
        Network network = new(1, [new Residual(new Network(1, [])), new Residual(new Network(1, [flow]))]);
        Matrix starts = new(100, 1, points);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => network.Evaluate(starts));
        Assert.StartsWith($"point 77: layers[1].layers[0]: flow: {solver} stops at t = 0.36", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InvalidInputException>(() => network.AffineMaps(starts));
        Assert.StartsWith($"point 77: layers[1].layers[0]: flow: {solver} stops at t = 0.36", error.Message, StringComparison.Ordinal);

        double[] values = new double[100];
        TileRun.OverUnchecked(network, starts.Memory, AffineForm.Tangent, values, default, default);
        Assert.Equal([77], Enumerable.Range(0, 100).Where(i => double.IsNaN(values[i])));
    }
}
