using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Flows;

public class OrderTests
{
    [Theory]
    [InlineData("euler")]
    [InlineData("midpoint")]
    [InlineData("rk4")]
    [InlineData("bosh3")]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    public void Halving_the_steps_divides_the_error_by_two_to_the_order(string name)
    {
        double error(int steps) => EqualSteps(name, steps, 3).Max(step => step.ErrorAfter);
        Assert.Equal(ButcherTableau.For(name).Order, Math.Log2(error(64) / error(128)), 0.15);
    }

    /// <summary>The largest error between the steps falls as that of the scheme or as h⁴, whichever is slower; dopri5's extension is of order 4.</summary>
    [Theory]
    [InlineData("euler", 1)]
    [InlineData("midpoint", 2)]
    [InlineData("rk4", 4)]
    [InlineData("bosh3", 3)]
    [InlineData("dopri5", 5)]
    [InlineData("sdirk4", 4)]
    public void Between_the_steps_the_solution_is_of_the_order_of_its_continuous_extension(string name, int order)
    {
        double error(int steps) => EqualSteps(name, steps, 3).Max(step => step.ErrorBetween);
        Assert.Equal(order, Math.Log2(error(64) / error(128)), 0.15);
    }

    [Theory]
    [InlineData("bosh3")]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    public void The_estimate_of_the_error_falls_with_its_exponent(string name)
    {
        ButcherTableau tableau = ButcherTableau.For(name);
        double estimate(double h)
        {
            // With rtol = 0 the scaled error is the estimate itself over atol = 1.
            StepScheme scheme = Scheme(name, new StepControl(new FlowSolver(name, 1, 1e-300, 1)));
            scheme.Start([0.2]);
            _ = scheme.FirstStep(1);
            return scheme.Attempt(h);
        }

        Assert.Equal(tableau.ErrorExponent, Math.Log2(estimate(0.04) / estimate(0.02)), 0.2);
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
    [InlineData("euler")]
    [InlineData("midpoint")]
    [InlineData("rk4")]
    [InlineData("bosh3")]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    public void The_continuous_extension_ends_where_the_step_does(string name)
    {
        ButcherTableau tableau = ButcherTableau.For(name);
        double[] weights = new double[tableau.Stages + 1];
        tableau.ContinuousWeights(1, weights);
        for (int i = 0; i < tableau.Stages; i++)
        {
            Assert.Equal(tableau.B[i], weights[i], 1e-13);
        }

        Assert.Equal(0, weights[^1], 1e-15);
        tableau.ContinuousWeights(0.37, weights);
        Assert.Equal(0.37, weights.Sum(), 1e-14);
        Assert.Equal(1, tableau.B.Sum(), 1e-14);
        Assert.Equal(0, tableau.Error.Sum(), 1e-14);
    }

    private static StepScheme Scheme(string name, StepControl control)
    {
        ButcherTableau tableau = ButcherTableau.For(name);
        PlainSystem system = new(new Logistic());
        return tableau.IsImplicit ? new ImplicitScheme(system, tableau, control) : new ExplicitScheme(system, tableau, control);
    }

    /// <summary>Equal steps of any scheme, adaptive ones too: errors at the ends, and the largest at places within the step.</summary>
    private static List<(double ErrorAfter, double ErrorBetween)> EqualSteps(string name, int steps, double time)
    {
        StepScheme scheme = Scheme(name, name is "euler" or "midpoint" or "rk4" ? default : new StepControl(new FlowSolver(name, 1, 1e-13, 1e-13)));
        double h = time / steps;
        double[] x = [0];
        List<(double, double)> result = [];
        scheme.Start([0.2]);
        _ = scheme.FirstStep(time);
        for (int n = 0; n < steps; n++)
        {
            scheme.Attempt(h);
            scheme.Extend();
            double worst = 0;
            foreach (double theta in new[] { 0.2, 0.45, 0.7, 0.9 })
            {
                scheme.Interpolate(h, theta, x);
                worst = Math.Max(worst, Math.Abs(x[0] - Logistic.Flow(0.2, (n + theta) * h)));
            }

            result.Add((Math.Abs(scheme.Trial[0] - Logistic.Flow(0.2, (n + 1) * h)), worst));
            scheme.Accept(true);
        }

        return result;
    }
}
