using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Flows;

public class OrderTests
{
    [Theory]
    [InlineData("euler")]
    [InlineData("midpoint")]
    [InlineData("rk4")]
    public void Halving_the_steps_of_a_fixed_step_scheme_divides_the_error_by_two_to_its_order(string name)
    {
        double error(int steps)
        {
            double[] x = [0.2];
            new OdeSolver(new Logistic(), new FlowSolver(name, steps)).Integrate(x, 3);
            return Math.Abs(x[0] - Logistic.Flow(0.2, 3));
        }

        double observed = Math.Log2(error(64) / error(128));
        Assert.Equal(ButcherTableau.For(name).Order, observed, 0.1);
    }

    [Theory]
    [InlineData("bosh3")]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    public void An_adaptive_scheme_follows_the_logistic_curve_forwards_and_backwards(string name)
    {
        OdeSolver solver = new(new Logistic(), new FlowSolver(name, 1, 1e-9, 1e-11));
        double[] x = [0.2];
        solver.Integrate(x, 3);
        Assert.Equal(Logistic.Flow(0.2, 3), x[0], 5e-9);
        solver.Integrate(x, -3);
        Assert.Equal(0.2, x[0], 5e-9);
    }

    [Theory]
    [InlineData("rk4")]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    public void The_variational_equations_give_the_derivatives_of_the_logistic_flow(string name)
    {
        TimeMap map = new Logistic().TimeMap([0.2], 2, new FlowSolver(name, 200, 1e-10, 1e-12), 2);
        Assert.Equal(Logistic.FlowDerivative(0.2, 2), map.Jacobian![0, 0], 2e-9);
        Assert.Equal(Logistic.FlowSecondDerivative(0.2, 2), map.SecondDerivative![0, 0, 0], 2e-8);
    }
}
