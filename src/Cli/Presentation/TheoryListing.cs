using System.Collections.Immutable;
using Spectre.Console;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>Theorems beside a reading.</summary>
internal static class TheoryListing
{
    public static void Show(IAnsiConsole console, ImmutableArray<TheoryEntry> theory)
    {
        if (theory.IsEmpty)
        {
            return;
        }

        Listing listing = new("Theory beside the reading", 110, "theorem", "applies", "predicts", "observed", "agrees", "source");
        foreach (TheoryEntry entry in theory)
        {
            listing.Add(
                entry.Theorem.EscapeMarkup(),
                entry.Applies ? "yes" : $"no: {entry.Reason}".EscapeMarkup(),
                (entry.Predicts ?? "–").EscapeMarkup(),
                (entry.Observed ?? "–").EscapeMarkup(),
                entry.Agrees switch { true => "yes", false => "[red]NO[/]", null => "–" },
                entry.Source.EscapeMarkup());
        }

        listing.Show(console);
    }
}
