using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Flows;

public class SolverFaultTests
{
    /// <summary>ẋ = x² from x = 2 is 2/(1 − 2t): it leaves every bound at t = 1/2.</summary>
    [Theory]
    [InlineData("bosh3")]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    public void A_solution_that_blows_up_is_reported_at_its_pole(string name)
    {
        double[] x = [2];
        OdeSolver solver = new(new Square(), new FlowSolver(name, 1, 1e-6, 1e-8));
        StepSizeUnderflowException fault = Assert.Throws<StepSizeUnderflowException>(() => solver.Integrate(x, 3));
        Assert.Equal(0.5, fault.Time, 1e-5);
        Assert.Equal(fault.Time, solver.Time);
        Assert.InRange(fault.StateNorm, 1e6, double.MaxValue);
        Assert.InRange(fault.SpectralRadius / fault.StateNorm, 1.99, 2.01);
        Assert.StartsWith($"flow: {name} stops at t = 0.5", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.Equal([2.0], x);
        Assert.IsAssignableFrom<InvalidInputException>(fault);
    }

    [Fact]
    public void A_fixed_step_scheme_that_overflows_says_when()
    {
        OdeSolver solver = new(new Square(), new FlowSolver("rk4", 60));
        InvalidInputException fault = Assert.Throws<InvalidInputException>(() => solver.Integrate([2.0], 3));
        Assert.Contains("rk4 leaves the finite numbers at t = ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_steps_on_a_stiff_field_end_with_how_stiff_it_is()
    {
        OdeSolver solver = new(new VanDerPol(1000), new FlowSolver("dopri5", 1, 1e-6, 1e-8, MaxSteps: 500));
        StepSizeUnderflowException fault = Assert.Throws<StepSizeUnderflowException>(() => solver.Integrate([2, 0], 2000));
        Assert.Contains("too many steps (500)", fault.Message, StringComparison.Ordinal);
        Assert.InRange(fault.SpectralRadius, 2000, 4000);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_start_or_time_that_is_no_number_is_refused(double bad)
    {
        OdeSolver solver = new(new Logistic(), new FlowSolver("dopri5"));
        Assert.Contains("initial state", Assert.Throws<InvalidInputException>(() => solver.Integrate([bad], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("flow time", Assert.Throws<InvalidInputException>(() => solver.Integrate([0.5], bad)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidInputException>(() => solver.Integrate([0.5, 0.5], 1));
    }

    [Theory]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    public void A_field_that_is_not_finite_at_the_start_is_refused(string name)
    {
        OdeSolver solver = new(new Square(), new FlowSolver(name));
        InvalidInputException fault = Assert.Throws<InvalidInputException>(() => solver.Integrate([1e200], 1));
        Assert.Contains("not finite at the initial state", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rk45", 1, 1e-8, 1e-8)]
    [InlineData("rk4", 0, 1e-8, 1e-8)]
    [InlineData("dopri5", 1, 0, 1e-8)]
    [InlineData("dopri5", 1, 1e-8, double.NaN)]
    [InlineData("dopri5", 1, double.PositiveInfinity, 1e-8)]
    public void A_solver_that_cannot_integrate_is_refused(string name, int steps, double rtol, double atol) =>
        Assert.Throws<InvalidInputException>(() => new OdeSolver(new Logistic(), new FlowSolver(name, steps, rtol, atol)));

    [Fact]
    public void Cancellation_ends_a_long_integration()
    {
        using CancellationTokenSource source = new();
        StopAfter observer = new(10, source);
        OdeSolver solver = new(new Lorenz(), new FlowSolver("dopri5"));
        Assert.Throws<OperationCanceledException>(() => solver.Integrate([1, 1, 1], 1e6, observer, source.Token));
        Assert.InRange(solver.Time, 1e-3, 10);
    }

    [Fact]
    public void An_observer_may_end_the_integration()
    {
        double[] x = [1, 1, 1];
        OdeSolver solver = new(new Lorenz(), new FlowSolver("dopri5"));
        SolverStatistics statistics = solver.Integrate(x, 1e6, new StopAfter(7, null));
        Assert.Equal(7, statistics.Accepted);
        double[] again = [1, 1, 1];
        double time = solver.Time;
        solver.Integrate(again, time);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(x[i], again[i], 1e-7);
        }
    }

    [Fact]
    public void A_network_with_a_flow_inside_is_no_field()
    {
        Network inner = new(2, [RandomFields.Affine(new Random(1), 2, 2, 1)]);
        Network nested = new(2, [new Residual(new Network(2, [new Flow(inner, 1, new FlowSolver("rk4"))]))]);
        Assert.Contains("layers[0].layers[0] is a flow", Assert.Throws<InvalidInputException>(() => nested.AsField()).Message, StringComparison.Ordinal);
        Network wide = new(2, [RandomFields.Affine(new Random(1), 3, 2, 1)]);
        Assert.Contains("maps 2 to 3", Assert.Throws<InvalidInputException>(() => wide.AsField()).Message, StringComparison.Ordinal);
    }

    private sealed class Square() : FieldOf(1)
    {
        public override void Value(ReadOnlySpan<double> x, Span<double> value) => value[0] = x[0] * x[0];

        public override void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian) => jacobian[0] = 2 * x[0];

        public override void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value) =>
            value[0] = 2 * u[0] * v[0];
    }

    private sealed class StopAfter(int steps, CancellationTokenSource? source) : IStepObserver
    {
        private int seen;

        public bool Accepted(in DenseStep step)
        {
            seen++;
            if (seen == steps && source is not null)
            {
                source.Cancel();
                return true;
            }

            return seen < steps || source is not null;
        }
    }
}
