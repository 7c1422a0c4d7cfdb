using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;
using Xunit.Abstractions;

namespace TorchDynInspect.Dynamics.Tests.Flows;

public class ReferenceTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("linear", "bosh3", 1e-6)]
    [InlineData("linear", "dopri5", 1e-6)]
    [InlineData("linear", "dopri5", 1e-10)]
    [InlineData("linear", "sdirk4", 1e-6)]
    [InlineData("linear", "sdirk4", 1e-10)]
    [InlineData("lotka-volterra", "bosh3", 1e-6)]
    [InlineData("lotka-volterra", "dopri5", 1e-6)]
    [InlineData("lotka-volterra", "dopri5", 1e-10)]
    [InlineData("lotka-volterra", "sdirk4", 1e-6)]
    [InlineData("van-der-pol-1", "bosh3", 1e-6)]
    [InlineData("van-der-pol-1", "dopri5", 1e-6)]
    [InlineData("van-der-pol-1", "dopri5", 1e-10)]
    [InlineData("van-der-pol-1", "sdirk4", 1e-6)]
    [InlineData("van-der-pol-1000", "sdirk4", 1e-6)]
    [InlineData("van-der-pol-1000", "sdirk4", 1e-9)]
    [InlineData("lorenz", "bosh3", 1e-6)]
    [InlineData("lorenz", "dopri5", 1e-6)]
    [InlineData("lorenz", "dopri5", 1e-10)]
    [InlineData("lorenz", "sdirk4", 1e-8)]
    [InlineData("robertson", "sdirk4", 1e-6)]
    [InlineData("robertson", "sdirk4", 1e-8)]
    public void Probe(string problem, string name, double tolerance)
    {
        ReferenceTrajectory reference = ReferenceTrajectory.Of(problem);
        double atol = problem == "robertson" ? tolerance * 1e-10 : tolerance * 1e-2;
        OdeSolver solver = new(reference.Field(), new FlowSolver(name, 1, tolerance, atol));
        double[] x = [.. reference.Start];
        var w = System.Diagnostics.Stopwatch.StartNew();
        SolverStatistics statistics = solver.Integrate(x, reference.Time);
        double ms = w.Elapsed.TotalMilliseconds;
        double error = x.Zip(reference.State, (a, b) => Math.Abs(a - b) / (atol + tolerance * Math.Abs(b))).Max();
        output.WriteLine($"PROBE {problem} {name} {tolerance} error/tol {error:G3} {statistics} {ms:F1} ms");
    }
}
