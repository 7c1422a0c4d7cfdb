using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.PeriodicOrbits;
using TorchDynInspect.Reporting.Documents;

namespace TorchDynInspect.Cli.Demo.Continuous;

/// <summary>The numbers about the learned field and the Lotka–Volterra fit for the page, each with its evidence.</summary>
internal static class ContinuousReadings
{
    public static ImmutableArray<Reading> Of(ContinuousAudit audit) => [.. Learned(audit), .. Classical(audit)];

    /// <summary>Both systems' errors side by side.</summary>
    public static DataTable Errors(ContinuousAudit audit) => new(
        ["system", "parameters", "one-year error", "whole-trajectory error, best start", "whole-trajectory error, first observation"],
        [
            Row("learned field", $"{audit.Fit.Standardised.ParameterCount}", audit.Errors),
            Row("Lotka–Volterra fit", "4", audit.LotkaVolterraErrors),
        ])
    {
        Caption = "Mean squared errors on logarithms, in percent of the variance, over the years that were fitted.",
    };

    private static ImmutableArray<string> Row(string name, string parameters, FieldErrors errors) =>
        [name, parameters, ContinuousText.Percent(errors.OneStep), ContinuousText.Percent(errors.FromFitted), ContinuousText.Percent(errors.FromObserved)];

    private static IEnumerable<Reading> Learned(ContinuousAudit audit)
    {
        foreach ((int i, FixedPoint point) in audit.Equilibria.Points.Index())
        {
            string name = audit.Equilibria.Points.Length == 1 ? "equilibrium of the learned field" : $"equilibrium {i + 1} of the learned field";
            yield return Reading.Of(name, $"{ContinuousText.Populations(point.X.AsSpan())} thousand", point.Evidence, "hares, lynxes");
            yield return Reading.Of($"λ at the {name}", ContinuousText.Eigenvalue(point), Weaker(point.Evidence, EvidenceLevel.Numerical), "a year; eigenvalues of Df");
            yield return Reading.Of($"largest Re λ at the {name}", point.Eigenvalues.Max(value => value.Real), Weaker(point.Evidence, EvidenceLevel.Numerical), $"{ContinuousText.Word(point.Stability)} as a flow");
            if (ContinuousAudit.ImpliedPeriod(point) is { } period)
            {
                yield return Reading.Of($"period implied at the {name}", period, Weaker(point.Evidence, EvidenceLevel.Numerical), "2π/|Im λ|", "years", 4);
            }
        }

        foreach ((int i, PeriodicOrbit orbit) in audit.Orbits.Orbits.Index())
        {
            string name = audit.Orbits.Orbits.Length == 1 ? "closed orbit of the learned field" : $"closed orbit {i + 1} of the learned field";
            yield return Reading.Of(
                $"period of the {name}", orbit.Period, orbit.Evidence, $"error about {NumberText.Of(orbit.PeriodError, 1)}; {ContinuousText.Word(orbit.Stability)}", "years", 6);
            yield return Reading.Of(
                $"Floquet multiplier of the {name}", Complex.Abs(orbit.Multipliers[0]), orbit.Evidence, $"modulus; exp ∮ div f = {NumberText.Of(Math.Exp(orbit.DivergenceIntegral), 4)}");
        }

        if (audit.Orbits.Orbits.IsEmpty)
        {
            yield return Reading.Of("closed orbits of the learned field", audit.Orbits.Complete ? "none entirely in the box" : "none found", audit.Orbits.Evidence);
        }
    }

    private static IEnumerable<Reading> Classical(ContinuousAudit audit)
    {
        LotkaVolterra system = audit.LotkaVolterra.System;
        (double prey, double predators) = system.Equilibrium;
        const EvidenceLevel Numerical = EvidenceLevel.Numerical;
        yield return Reading.Of(
            "Lotka–Volterra fit",
            $"α = {NumberText.Of(system.Alpha, 4)}, β = {NumberText.Of(system.Beta, 4)}, γ = {NumberText.Of(system.Gamma, 4)}, δ = {NumberText.Of(system.Delta, 4)}",
            Numerical,
            $"ẋ = x(α − βy), ẏ = y(δx − γ); least squares on logarithms, {audit.LotkaVolterra.Iterations} steps{(audit.LotkaVolterra.Converged ? string.Empty : ", not converged")}");
        yield return Reading.Of("equilibrium of the Lotka–Volterra fit", $"{NumberText.Of(prey, 4)}, {NumberText.Of(predators, 4)} thousand", Numerical, "(γ/δ, α/β), a centre");
        yield return Reading.Of("λ at the equilibrium of the Lotka–Volterra fit", $"± {NumberText.Of(system.AngularFrequency, 4)}i", Numerical, "±i√(αγ)");
        yield return Reading.Of("period implied by the Lotka–Volterra fit", system.LinearPeriod, Numerical, "2π/√(αγ), close to its equilibrium", "years", 4);
        yield return Reading.Of("period of the fitted Lotka–Volterra orbit", audit.LotkaVolterraPeriod, Numerical, "of the closed orbit through the fitted start", "years", 6);
        yield return Reading.Of("residual of the Lotka–Volterra fit", audit.LotkaVolterra.SumOfSquares, Numerical, "sum of squares on logarithms");
    }

    private static EvidenceLevel Weaker(EvidenceLevel one, EvidenceLevel other) => one < other ? one : other;
}
