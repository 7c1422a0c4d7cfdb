using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Flows;

public class ReferenceTests
{
    /// <summary>The multiples are what the problems make of the error of a step (Lorenz: e^0.9·5 ≈ 90 alone), not what the schemes were seen to do.</summary>
    [Theory]
    [InlineData("linear", "bosh3", 1e-6, 10)]
    [InlineData("linear", "dopri5", 1e-6, 10)]
    [InlineData("linear", "dopri5", 1e-10, 10)]
    [InlineData("linear", "sdirk4", 1e-6, 10)]
    [InlineData("linear", "sdirk4", 1e-10, 10)]
    [InlineData("lotka-volterra", "bosh3", 1e-6, 100)]
    [InlineData("lotka-volterra", "dopri5", 1e-6, 100)]
    [InlineData("lotka-volterra", "dopri5", 1e-10, 100)]
    [InlineData("lotka-volterra", "sdirk4", 1e-6, 100)]
    [InlineData("van-der-pol-1", "bosh3", 1e-6, 30)]
    [InlineData("van-der-pol-1", "dopri5", 1e-6, 30)]
    [InlineData("van-der-pol-1", "dopri5", 1e-10, 30)]
    [InlineData("van-der-pol-1", "sdirk4", 1e-6, 30)]
    [InlineData("van-der-pol-1000", "sdirk4", 1e-6, 10)]
    [InlineData("van-der-pol-1000", "sdirk4", 1e-9, 10)]
    [InlineData("lorenz", "bosh3", 1e-6, 100)]
    [InlineData("lorenz", "dopri5", 1e-6, 100)]
    [InlineData("lorenz", "dopri5", 1e-10, 100)]
    [InlineData("lorenz", "sdirk4", 1e-8, 100)]
    [InlineData("robertson", "sdirk4", 1e-6, 10)]
    [InlineData("robertson", "sdirk4", 1e-8, 10)]
    public void The_error_at_the_end_is_a_small_multiple_of_the_tolerance(string problem, string name, double tolerance, double multiple)
    {
        ReferenceTrajectory reference = ReferenceTrajectory.Of(problem);
        bool stiff = problem is "robertson" or "van-der-pol-1000";
        double atol = problem == "robertson" ? tolerance * 1e-10 : tolerance * 1e-2;
        double[] x = [.. reference.Start];
        new OdeSolver(reference.Field(), new FlowSolver(name, 1, tolerance, atol)).Integrate(x, reference.Time);
        double size = Math.Max(reference.Start.Max(Math.Abs), reference.State.Max(Math.Abs));
        for (int i = 0; i < x.Length; i++)
        {
            // The components of the stiff problems differ by orders of magnitude: each has its own relative error.
            double allowed = atol + (tolerance * (stiff ? Math.Abs(reference.State[i]) : size));
            Assert.InRange(Math.Abs(x[i] - reference.State[i]) / allowed, 0, multiple);
        }
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("lotka-volterra")]
    [InlineData("van-der-pol-1")]
    [InlineData("lorenz")]
    public void The_control_of_the_step_wastes_no_more_than_scipy_and_errs_no_more(string problem)
    {
        ReferenceTrajectory reference = ReferenceTrajectory.Of(problem);
        foreach (ReferenceTrajectory.Effort scipy in reference.Scipy)
        {
            FlowSolver solver = new(scipy.Method == "RK45" ? "dopri5" : "bosh3", 1, scipy.Rtol, scipy.Atol);
            double[] x = [.. reference.Start];
            SolverStatistics statistics = new OdeSolver(reference.Field(), solver).Integrate(x, reference.Time);
            Assert.InRange(statistics.Rejected, 0, scipy.Rejected + 5);
            Assert.InRange(statistics.Accepted, 0.9 * scipy.Accepted, 1.1 * scipy.Accepted);
            double error = x.Zip(reference.State, (a, b) => Math.Abs(a - b)).Max();
            Assert.InRange(error, 0, 5 * scipy.Error);
        }
    }

    [Fact]
    public void Robertson_takes_few_steps_to_time_1e11_and_keeps_the_mass()
    {
        double[] x = [1, 0, 0];
        SolverStatistics statistics = new OdeSolver(new Robertson(), new FlowSolver("sdirk4", 1, 1e-6, 1e-16)).Integrate(x, 1e11);
        Assert.InRange(statistics.Accepted + statistics.Rejected, 1, 1000);
        Assert.Equal(1, x.Sum(), 1e-11);
    }
}
