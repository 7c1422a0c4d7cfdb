using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Flows;

public class TimeMapTests
{
    private static readonly FlowSolver Tight = new("dopri5", 1, 1e-11, 1e-13);

    [Theory]
    [InlineData("tanh 2-5-2", "dopri5", 1e-10, 1e-8)]
    [InlineData("tanh 2-5-2", "rk4", 1, 1e-7)]
    [InlineData("tanh 2-5-2", "bosh3", 1e-8, 1e-6)]
    [InlineData("tanh 2-5-2", "sdirk4", 1e-9, 1e-7)]
    [InlineData("gelu 3-4-3 backwards", "dopri5", 1e-10, 1e-8)]
    [InlineData("gelu 3-4-3 backwards", "sdirk4", 1e-9, 1e-7)]
    [InlineData("residual softplus", "dopri5", 1e-10, 1e-8)]
    [InlineData("residual softplus", "rk4", 1, 1e-7)]
    public void Both_derivatives_agree_with_differences_in_sixty_digits(string name, string solver, double tolerance, double error)
    {
        ReferenceTimeMap reference = ReferenceTimeMap.Of(name);
        FlowSolver with = new(solver, 100, tolerance, tolerance / 100);
        TimeMap map = reference.Network().AsField().TimeMap(reference.Start, reference.Time, with, 2);
        int d = reference.Start.Length;
        for (int i = 0; i < d; i++)
        {
            Assert.Equal(reference.State[i], map.State[i], error);
            for (int j = 0; j < d; j++)
            {
                Assert.Equal(reference.Jacobian[i][j], map.Jacobian![i, j], error);
                for (int k = 0; k < d; k++)
                {
                    Assert.Equal(reference.Second[i][j][k], map.SecondDerivative![i, j, k], error);
                }
            }
        }
    }

    [Theory]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    public void A_rotation_with_growth_has_the_exponential_as_derivative_and_no_second_one(string solver)
    {
        const double growth = -0.3;
        const double turn = 2;
        TimeMap map = new LinearField([growth, -turn, turn, growth]).TimeMap([1, -2], 4, new FlowSolver(solver, 1, 1e-10, 1e-12), 2);
        double size = Math.Exp(growth * 4);
        (double sin, double cos) = Math.SinCos(turn * 4);
        double[] expected = [size * cos, -size * sin, size * sin, size * cos];
        for (int e = 0; e < 4; e++)
        {
            Assert.Equal(expected[e], map.Jacobian!.Values[e], 5e-9);
        }

        Assert.All(map.SecondDerivative!.Values, value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(0.2, 2)]
    [InlineData(1.5, 1)]
    [InlineData(0.7, -1.5)]
    public void The_logistic_flow_has_its_closed_derivatives(double x, double time)
    {
        TimeMap map = new Logistic().TimeMap([x], time, Tight, 2);
        Assert.Equal(Logistic.Flow(x, time), map.State[0], 1e-9);
        Assert.Equal(Logistic.FlowDerivative(x, time), map.Jacobian![0, 0], 1e-9);
        Assert.Equal(Logistic.FlowSecondDerivative(x, time), map.SecondDerivative![0, 0, 0], 1e-8);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(1)]
    [InlineData(10)]
    public void A_stiff_flow_has_its_closed_derivatives_in_few_steps(double time)
    {
        double[] start = [-1, 1.5];
        TimeMap map = new StiffParabola().TimeMap(start, time, new FlowSolver("sdirk4", 1, 1e-6, 1e-8), 2);
        double[] state = new double[2];
        double[] jacobian = new double[4];
        StiffParabola.Flow(start, time, state, jacobian, out double second);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(state[i], map.State[i], 1e-5);
            for (int j = 0; j < 2; j++)
            {
                Assert.Equal(jacobian[(2 * i) + j], map.Jacobian![i, j], 1e-5);
            }
        }

        Assert.Equal(second, map.SecondDerivative![0, 1, 1], 1e-5);
        Assert.Equal(0, map.SecondDerivative[1, 0, 1], 1e-7);

        // An explicit scheme needs more than |λ|T/3.3 = 3,000 steps for T = 10.
        Assert.InRange(map.Statistics.Accepted, 1, 1000);
    }

    [Property(MaxTest = 40)]
    public void The_determinant_of_the_derivative_is_the_exponential_of_the_integral_of_the_divergence(int seed)
    {
        NetworkField field = RandomFields.Create(seed, 3, 6, "tanh");
        double[] x = RandomFields.Point(seed, 3);
        TimeMap map = field.TimeMap(x, 1.5, Tight);
        DivergenceIntegral integral = new(field);
        double[] y = [.. x];
        new OdeSolver(field, Tight).Integrate(y, 1.5, integral);
        Assert.Equal(Math.Exp(integral.Value), Determinant3(map.Jacobian!), 1e-8 * Math.Exp(integral.Value));
    }

    [Property(MaxTest = 40)]
    public void Flowing_for_s_and_then_for_t_is_flowing_for_their_sum(int seed)
    {
        Random random = new(seed);
        (double s, double t) = ((3 * random.NextDouble()) - 1.5, (3 * random.NextDouble()) - 1.5);
        VariationalSolver solver = new(RandomFields.Create(seed, 2, 6, "sigmoid", 2), Tight, 2);
        double[] x = RandomFields.Point(seed, 2);
        TimeMap first = solver.TimeMap(x, s);
        TimeMap second = solver.TimeMap([.. first.State], t);
        TimeMap whole = solver.TimeMap(x, s + t);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(whole.State[i], second.State[i], 1e-8);
            for (int j = 0; j < 2; j++)
            {
                double product = Enumerable.Range(0, 2).Sum(m => second.Jacobian![i, m] * first.Jacobian![m, j]);
                Assert.Equal(whole.Jacobian![i, j], product, 1e-7);
                for (int k = 0; k < 2; k++)
                {
                    double chain = Enumerable.Range(0, 2).Sum(m =>
                        (second.Jacobian![i, m] * first.SecondDerivative![m, j, k])
                        + Enumerable.Range(0, 2).Sum(n => second.SecondDerivative![i, m, n] * first.Jacobian![m, j] * first.Jacobian[n, k]));
                    Assert.Equal(whole.SecondDerivative![i, j, k], chain, 1e-6);
                }
            }
        }
    }

    [Property(MaxTest = 40)]
    public void Flowing_back_undoes_flowing_forth(int seed)
    {
        NetworkField field = RandomFields.Create(seed, 4, 8, "arctan");
        double[] start = RandomFields.Point(seed, 4);
        double[] x = [.. start];
        OdeSolver solver = new(field, Tight);
        solver.Integrate(x, 2);

        // An error at time 2 comes back multiplied by the derivative of the way back.
        double growth = field.TimeMap(x, -2, Tight).Jacobian!.Values.ToArray().Max(Math.Abs);
        solver.Integrate(x, -2);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(start[i], x[i], 1e-9 * (1 + growth));
        }
    }

    [Fact]
    public void Fixed_steps_give_the_derivatives_of_the_discrete_map_itself()
    {
        NetworkField field = RandomFields.Create(3, 2, 5, "tanh");
        FlowSolver coarse = new("midpoint", 3);
        TimeMap map = field.TimeMap([0.4, -0.2], 1, coarse, 2);
        const double step = 1e-4;
        TimeMap at(double dx, double dy) => field.TimeMap([0.4 + dx, -0.2 + dy], 1, coarse);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal((at(step, 0).State[i] - at(-step, 0).State[i]) / (2 * step), map.Jacobian![i, 0], 1e-7);
            Assert.Equal((at(0, step).Jacobian![i, 0] - at(0, -step).Jacobian![i, 0]) / (2 * step), map.SecondDerivative![i, 0, 1], 1e-7);
        }
    }

    [Fact]
    public void The_network_field_and_a_field_without_jets_integrate_alike()
    {
        NetworkField field = RandomFields.Create(8, 3, 7, "arctan");
        TimeMap with = field.TimeMap([0.1, 0.5, -0.4], 1.2, Tight, 2);
        TimeMap without = new Opaque(field).TimeMap([0.1, 0.5, -0.4], 1.2, Tight, 2);
        Assert.Equal(with.SecondDerivative!.Values.Length, without.SecondDerivative!.Values.Length);
        for (int e = 0; e < with.SecondDerivative.Values.Length; e++)
        {
            Assert.Equal(with.SecondDerivative.Values[e], without.SecondDerivative.Values[e], 1e-12);
        }
    }

    private static double Determinant3(Matrix m) =>
        (m[0, 0] * ((m[1, 1] * m[2, 2]) - (m[1, 2] * m[2, 1])))
        - (m[0, 1] * ((m[1, 0] * m[2, 2]) - (m[1, 2] * m[2, 0])))
        + (m[0, 2] * ((m[1, 0] * m[2, 1]) - (m[1, 1] * m[2, 0])));

    /// <summary>∫ div f by Gauss's rule with three points a step.</summary>
    private sealed class DivergenceIntegral(NetworkField field) : IStepObserver
    {
        public double Value { get; private set; }

        public bool Accepted(in DenseStep step)
        {
            int d = field.Dimension;
            double[] x = new double[d];
            double[] jacobian = new double[d * d];
            foreach ((double node, double weight) in new[] { (0.5 - Math.Sqrt(0.15), 5.0 / 18), (0.5, 8.0 / 18), (0.5 + Math.Sqrt(0.15), 5.0 / 18) })
            {
                step.At(node, x);
                field.Jacobian(x, jacobian);
                Value += step.Length * weight * Enumerable.Range(0, d).Sum(i => jacobian[(i * d) + i]);
            }

            return true;
        }
    }

    private sealed class Opaque(NetworkField inner) : IVectorField
    {
        public int Dimension => inner.Dimension;

        public void Value(ReadOnlySpan<double> x, Span<double> value) => inner.Value(x, value);

        public void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian) => inner.Jacobian(x, jacobian);

        public void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value) =>
            inner.SecondDerivative(x, u, v, value);
    }
}
