using System.Collections.Immutable;
using Spectre.Console;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Entropy.HigherDimension;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>Bounds of the entropy by theorem, alone or as the answer for a map of R^d.</summary>
internal static class EntropyBoundsTable
{
    public static void Show(IAnsiConsole console, EntropyBoundsResult result)
    {
        string upper = double.IsFinite(result.Upper) ? $"{NumberText.Of(result.Upper, 9)}" : "∞ (no upper bound was found)";
        console.MarkupLine($"[bold]topological entropy ≥ {NumberText.Of(result.Lower, 9)} and ≤ {upper}[/] nats a step (evidence: {Word(result.Evidence)})");
        console.Line(result.IsForwardInvariant == true
            ? $"as a map of the box {BoxText.Of(result.Box)}, which is mapped into itself"
            : $"on the points of the box {BoxText.Of(result.Box)} whose orbits stay in it{(result.IsForwardInvariant is null ? " (whether all do is not known)" : string.Empty)}");
        console.Line($"complete: {(result.Complete ? "yes" : "no, the time was over before every bound was taken")}");
        if (result.Horseshoe is { } horseshoe)
        {
            console.Line($"horseshoe: f^{horseshoe.Iterate} takes {horseshoe.Branches.Length} boxes across {BoxText.Of(horseshoe.Target)}");
        }

        ShowBounds(console, result.Bounds);
        TheoryListing.Show(console, result.Theory);
        foreach (string remark in result.Remarks)
        {
            console.Line(remark);
        }
    }

    public static void ShowBounds(IAnsiConsole console, ImmutableArray<EntropyBound> bounds)
    {
        if (bounds.IsEmpty)
        {
            return;
        }

        Listing listing = new("Bounds by theorem", 100, "theorem", "bound", ">nats a step", "from", "evidence", "source");
        foreach (EntropyBound bound in bounds)
        {
            string kind = bound.Kind switch { BoundKind.Lower => "h ≥", BoundKind.Upper => "h ≤", _ => "h ≈" };
            listing.Add(
                bound.Theorem.EscapeMarkup(), kind, NumberText.Of(bound.Value, 9), bound.Reason.EscapeMarkup(), Word(bound.Evidence), bound.Source.EscapeMarkup());
        }

        listing.Show(console);
    }

    private static string Word(EvidenceLevel evidence) => evidence.ToString().ToLowerInvariant();
}
