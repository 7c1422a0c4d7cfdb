using System.Collections.Immutable;
using System.Numerics;
using Spectre.Console;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.PeriodicOrbits;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>Closed orbits of a flow with periods and Floquet multipliers, and how far the search for them reaches.</summary>
internal static class PeriodicOrbitTable
{
    private const int MostRows = 100;

    /// <summary>Shows the search, without the theorems that are shown already.</summary>
    public static void Show(IAnsiConsole console, PeriodicOrbitResult result, ImmutableArray<TheoryEntry> shown)
    {
        if (!result.Orbits.IsEmpty)
        {
            Listing listing = new(
                $"Closed orbits that meet the box {BoxText.Of(result.Box)}: {result.Orbits.Length:N0} found",
                110,
                ">#", ">period", ">error", "through", "stability", "Floquet multipliers μ", ">‖Mf − f‖/‖f‖", "evidence");
            foreach ((int i, PeriodicOrbit orbit) in result.Orbits.Take(MostRows).Index())
            {
                listing.Add(
                    $"{i + 1}",
                    NumberText.Of(orbit.Period, 10),
                    NumberText.Of(orbit.PeriodError, 1),
                    NumberText.OfPoint(orbit.X.AsSpan(), 6, 4).EscapeMarkup(),
                    Word(orbit.Stability),
                    Multipliers(orbit).EscapeMarkup(),
                    NumberText.Of(orbit.TrivialDeviation, 1),
                    Word(orbit.Evidence));
            }

            listing.Show(console);
        }

        foreach (PeriodicOrbitFamily family in result.Families)
        {
            console.Line(
                $"a family of closed orbits, of dimension {family.Dimension}, of periods {NumberText.Of(family.LeastPeriod)} to {NumberText.Of(family.LargestPeriod)} as far as seen "
                + $"(evidence: {Word(family.Evidence)})");
        }

        TheoryListing.Show(console, [.. result.Theory.Where(entry => !shown.Contains(entry))]);
        string none = result.Orbits.IsEmpty && result.Families.IsEmpty ? (result.Complete ? "no closed orbit lies entirely in the box" : "no closed orbit was found") + "; " : string.Empty;
        console.Line($"{none}closed orbits complete: {(result.Complete ? "yes" : "no, some may have been missed")} (evidence: {Word(result.Evidence)}, {result.Options.Starts} starts, seed {result.Options.Seed})");
        foreach (string remark in result.Remarks)
        {
            console.Line(remark);
        }

        console.Note("multipliers without the trivial one, 1; attracting when all |μ| < 1. ‖Mf − f‖/‖f‖ would be 0 in exact arithmetic");
    }

    private static string Multipliers(PeriodicOrbit orbit)
    {
        const int Most = 4;
        IEnumerable<string> shown = orbit.Multipliers.Take(Most).Select((Complex value) => NumberText.Of(value, 5));
        return string.Join(", ", shown) + (orbit.Multipliers.Length > Most ? ", …" : string.Empty);
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
