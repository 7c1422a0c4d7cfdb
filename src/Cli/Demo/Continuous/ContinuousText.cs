using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.PeriodicOrbits;

namespace TorchDynInspect.Cli.Demo.Continuous;

/// <summary>The findings about the learned field in words.</summary>
internal static class ContinuousText
{
    /// <summary>The finding in one sentence.</summary>
    public static string Verdict(ContinuousAudit audit) => $"The learned field has {Equilibria(audit)}; {Orbits(audit)}.";

    /// <summary>How well both systems fit, in a sentence or two that hide nothing.</summary>
    public static string Fit(ContinuousAudit audit)
    {
        (FieldErrors learned, FieldErrors classical) = (audit.Errors, audit.LotkaVolterraErrors);
        return $"Over one year the learned field misses {Percent(learned.OneStep)} of the variance, the Lotka–Volterra fit {Percent(classical.OneStep)}; "
            + $"over all {audit.Series.Times[^1] - audit.Series.Times[0]:F0} years from their best starts {Percent(learned.FromFitted)} and {Percent(classical.FromFitted)}, "
            + $"from the first observation {Percent(learned.FromObserved)} and {Percent(classical.FromObserved)}. "
            + $"The learned field has {audit.Fit.Standardised.ParameterCount} trained parameters, Lotka–Volterra four; all these errors are on the years that were fitted.";
    }

    /// <summary>Percent of the variance, to three digits.</summary>
    public static string Percent(double share) => double.IsFinite(share) ? $"{NumberText.Of(100 * share, 3)} %" : "more than can be told";

    /// <summary>A state on logarithms as populations in thousands.</summary>
    public static string Populations(ReadOnlySpan<double> logs)
    {
        List<string> parts = [];
        foreach (double log in logs)
        {
            parts.Add(NumberText.Of(Math.Exp(log), 4));
        }

        return string.Join(", ", parts);
    }

    private static string Equilibria(ContinuousAudit audit)
    {
        if (audit.Equilibria.Points is not [var point])
        {
            return $"{audit.Equilibria.Points.Length} equilibria{(audit.Equilibria.Complete ? " in the box" : " that the search found")}";
        }

        string count = audit.Equilibria.Complete ? "exactly one equilibrium in the box" : "one equilibrium that the search found";
        string period = ContinuousAudit.ImpliedPeriod(point) is { } years ? $", implying a period of {NumberText.Of(years, 3)} years" : string.Empty;
        return $"{count}, at {Populations(point.X.AsSpan())} thousand hares and lynxes, {Word(point.Stability)} (λ = {Eigenvalue(point)}{period})";
    }

    private static string Orbits(ContinuousAudit audit) => audit.Orbits.Orbits switch
    {
        [] => audit.Orbits.Complete ? "no closed orbit lies entirely in the box" : "no closed orbit was found",
        [var only] => $"one closed orbit was found, {Word(only.Stability)}, of period {NumberText.Of(only.Period, 4)} years (multiplier {NumberText.Of(only.Multipliers[0], 3)})",
        var several => $"{several.Length} closed orbits were found, of periods {string.Join(", ", several.Select(orbit => NumberText.Of(orbit.Period, 4)))} years",
    };

    /// <summary>λ of an equilibrium: the pair, or both real ones.</summary>
    public static string Eigenvalue(FixedPoint point) => point.Eigenvalues[0].Imaginary != 0
        ? NumberText.OfPair(point.Eigenvalues[0], 4)
        : string.Join(", ", point.Eigenvalues.Select(value => NumberText.Of(value, 4)));


    public static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
