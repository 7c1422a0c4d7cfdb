using System.Text.Json;
using TorchDynInspect.Cli.Demo.Continuous;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Training.TimeSeries;

namespace TorchDynInspect.Cli.Tests.Demo;

/// <summary>The least-squares fit of the Lotka–Volterra system, beside scipy's (reference/lotka_volterra.py).</summary>
public sealed class LotkaVolterraTests
{
    private static readonly LotkaVolterraFit Fit = LotkaVolterraFit.To(HudsonBay());
    private static readonly JsonElement Scipy = JsonDocument.Parse(File.ReadAllText(Models.Reference("lotka_volterra.json"))).RootElement;

    private static StateSeries HudsonBay() => StateSeries.ReadCsv(Path.Combine(AppContext.BaseDirectory, "data", "hudson-bay.csv"));

    private static double[] Of(string name) => Scipy.GetProperty(name).Deserialize<double[]>()!;

    private static void Near(double[] expected, double[] found, double relative) =>
        Assert.All(expected.Zip(found), pair => Assert.Equal(0, (pair.Second / pair.First) - 1, relative));

    private static double[] Coefficients(LotkaVolterra system) => [system.Alpha, system.Beta, system.Gamma, system.Delta];

    [Fact]
    public void The_guess_is_the_linear_regression_of_the_slopes() => Near(Of("guess"), Coefficients(Fit.Guess), 1e-12);

    [Fact]
    public void The_fit_is_the_one_that_scipy_finds()
    {
        Assert.True(Fit.Converged);
        Near(Of("coefficients"), Coefficients(Fit.System), 1e-6);
        Near(Of("initial"), [Math.Exp(Fit.Initial.U), Math.Exp(Fit.Initial.V)], 1e-6);
        Assert.Equal(Scipy.GetProperty("sumOfSquares").GetDouble(), Fit.SumOfSquares, 1e-9);
        Near(Of("equilibrium"), [Fit.System.Equilibrium.Prey, Fit.System.Equilibrium.Predators], 1e-6);
        Assert.Equal(Scipy.GetProperty("linearPeriod").GetDouble(), Fit.System.LinearPeriod, 1e-6);
    }

    [Fact]
    public void The_period_of_the_closed_orbit_is_scipys() =>
        Assert.Equal(Scipy.GetProperty("period").GetDouble(), Fit.System.PeriodThrough(Fit.Initial.U, Fit.Initial.V), 1e-6);

    [Fact]
    public void Small_orbits_take_the_linear_period_and_larger_ones_longer()
    {
        LotkaVolterra system = new(0.8, 0.1, 0.5, 0.02);
        (double u, double v) = (Math.Log(system.Equilibrium.Prey), Math.Log(system.Equilibrium.Predators));

        // An orbit of size 1e-3 departs from the linear period by some 1e-7 of it; the solver's 1e-10 of a state of size 4 is another 4e-7 of the orbit.
        Assert.Equal(system.LinearPeriod, system.PeriodThrough(u + 1e-3, v), 1e-5);
        Assert.Equal(system.LinearPeriod, system.PeriodThrough(u, v - 1e-3), 1e-5);
        Assert.True(system.PeriodThrough(u + 1, v) > system.LinearPeriod * 1.05);

        // One orbit, one period, wherever it is begun.
        double[] on = [u + 1, v];
        double period = system.PeriodThrough(u + 1, v);
        _ = new OdeSolver(new LotkaVolterraField(system), TrajectoryResiduals.Solver).Integrate(on, 0.37 * period);
        Assert.Equal(period, system.PeriodThrough(on[0], on[1]), 1e-7);
        Assert.Equal(system.Invariant(u + 1, v), system.Invariant(on[0], on[1]), 1e-8);
    }

    [Fact]
    public void Data_of_a_known_system_give_it_back()
    {
        LotkaVolterra truth = new(0.7, 0.05, 0.9, 0.03);
        double[] times = [.. Enumerable.Range(0, 25).Select(i => 0.5 * i)];
        Dynamics.Flows.Trajectory path = new LotkaVolterraField(truth).Trajectory([Math.Log(20), Math.Log(5)], times, TrajectoryResiduals.Solver);
        StateSeries series = new(["prey", "predators"], [.. times], new Matrix(25, 2, [.. path.States.Values.ToArray().Select(Math.Exp)]));
        LotkaVolterraFit fit = LotkaVolterraFit.To(series);
        Near(Coefficients(truth), Coefficients(fit.System), 1e-7);
        Assert.True(fit.SumOfSquares < 1e-12);
    }

    [Fact]
    public void The_sensitivities_are_central_differences_of_the_trajectory()
    {
        Matrix logs = HudsonBay().Logarithms().States;
        LotkaVolterraFamily family = new();
        double[] p = [Math.Log(30), Math.Log(5), Math.Log(0.5), Math.Log(0.03), Math.Log(0.8), Math.Log(0.02)];
        double[] jacobian = TrajectoryResiduals.Of(family, p, logs, 1)!.Value.Jacobian;
        for (int j = 0; j < 6; j++)
        {
            double[] ahead = [.. p];
            double[] behind = [.. p];
            (ahead[j], behind[j]) = (p[j] + 1e-5, p[j] - 1e-5);
            double[] r1 = TrajectoryResiduals.Of(family, ahead, logs, 1)!.Value.Residuals;
            double[] r0 = TrajectoryResiduals.Of(family, behind, logs, 1)!.Value.Residuals;
            Assert.All(Enumerable.Range(0, r1.Length), k => Assert.Equal((r1[k] - r0[k]) / 2e-5, jacobian[(k * 6) + j], 1e-5 * (1 + Math.Abs(jacobian[(k * 6) + j]))));
        }
    }
}
