using Spectre.Console;
using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.PeriodicOrbits;

namespace TorchDynInspect.Cli.Demo.Continuous;

/// <summary>The learned field beside the Lotka–Volterra fit, to read in a terminal.</summary>
internal static class ContinuousTable
{
    public static void Show(IAnsiConsole console, ContinuousAudit audit)
    {
        Table table = Tables.Create("reading", ">learned field", ">Lotka–Volterra fit", "evidence");
        const string Fitted = "on the years that were fitted";
        table.AddTextRow("one-year error (of the variance)", ContinuousText.Percent(audit.Errors.OneStep), ContinuousText.Percent(audit.LotkaVolterraErrors.OneStep), Fitted);
        table.AddTextRow("whole-trajectory error, best start", ContinuousText.Percent(audit.Errors.FromFitted), ContinuousText.Percent(audit.LotkaVolterraErrors.FromFitted), Fitted);
        table.AddTextRow("whole-trajectory error, first observation", ContinuousText.Percent(audit.Errors.FromObserved), ContinuousText.Percent(audit.LotkaVolterraErrors.FromObserved), Fitted);
        LotkaVolterra classical = audit.LotkaVolterra.System;
        (double prey, double predators) = classical.Equilibrium;
        foreach ((int i, FixedPoint point) in audit.Equilibria.Points.Index())
        {
            string evidence = $"{ContinuousText.Word(point.Evidence)}; the fit numerical";
            bool first = i == 0;
            table.AddTextRow(
                $"equilibrium{(audit.Equilibria.Points.Length == 1 ? string.Empty : $" {i + 1}")}: hares, lynxes (thousands)",
                ContinuousText.Populations(point.X.AsSpan()), first ? $"{NumberText.Of(prey, 4)}, {NumberText.Of(predators, 4)}" : "–", evidence);
            table.AddTextRow(
                "  stability as a flow", ContinuousText.Word(point.Stability), first ? "centre" : "–", $"{ContinuousText.Word(point.StabilityEvidence)}; the fit numerical");
            table.AddTextRow("  eigenvalues λ (a year)", ContinuousText.Eigenvalue(point), first ? $"± {NumberText.Of(classical.AngularFrequency, 4)}i" : "–", "numerical");
            table.AddTextRow(
                "  period implied by Im λ (years)", ContinuousAudit.ImpliedPeriod(point) is { } period ? NumberText.Of(period, 4) : "–",
                first ? NumberText.Of(classical.LinearPeriod, 4) : "–", "numerical");
        }

        foreach (PeriodicOrbit orbit in audit.Orbits.Orbits)
        {
            table.AddTextRow("closed orbit: period (years)", NumberText.Of(orbit.Period, 6), NumberText.Of(audit.LotkaVolterraPeriod, 6), ContinuousText.Word(orbit.Evidence));
            table.AddTextRow("  stability, multiplier", $"{ContinuousText.Word(orbit.Stability)}, {NumberText.Of(orbit.Multipliers[0], 4)}", "neutral, 1", ContinuousText.Word(orbit.Evidence));
        }

        if (audit.Orbits.Orbits.IsEmpty)
        {
            table.AddTextRow("closed orbit: period (years)", audit.Orbits.Complete ? "none entirely in the box" : "none found", NumberText.Of(audit.LotkaVolterraPeriod, 6), ContinuousText.Word(audit.Orbits.Evidence));
        }

        console.Titled("Hare and lynx, Hudson Bay: the learned vector field beside the Lotka–Volterra fit", table);
        console.Line(ContinuousText.Verdict(audit));
        console.Note("fields on natural logarithms of thousands, times in years; the list of closed orbits may miss some");
    }
}
