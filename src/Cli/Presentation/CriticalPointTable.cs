using Spectre.Console;
using TorchDynInspect.Dynamics.CriticalPoints;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>Critical points with value and index, how complete the list is, and the theorems beside it.</summary>
internal static class CriticalPointTable
{
    private const int MostRows = 100;

    public static void Show(IAnsiConsole console, CriticalPointResult result, string? picture = null)
    {
        ShowPoints(console, result);
        TheoryListing.Show(console, result.Theory);
        string sum = result.EulerCharacteristic is { } characteristic ? $", with the border the indices add up to {characteristic}" : string.Empty;
        console.Line($"complete: {(result.Complete ? "yes" : "no")} (evidence: {Word(result.Evidence)}{sum})");
        if (result.Interrupted)
        {
            console.Line("stopped early: the list holds what was found by then");
        }

        if (picture is not null)
        {
            console.Line($"picture: {picture}");
        }

        foreach (string remark in result.Remarks)
        {
            console.Note(remark);
        }
    }

    private static void ShowPoints(IAnsiConsole console, CriticalPointResult result)
    {
        if (result.Points.IsEmpty)
        {
            console.Line($"no critical point found in the box {BoxText.Of(result.Box)}");
            return;
        }

        IEnumerable<string> kinds = result.Points
            .GroupBy(point => point.Index)
            .OrderBy(group => group.Key ?? int.MaxValue)
            .Select(group => group.Key is { } index ? $"{group.Count():N0} of index {index}" : $"{group.Count():N0} without index");
        Listing listing = new(
            $"Critical points in the box {BoxText.Of(result.Box)}: {result.Points.Length:N0} found, {string.Join(", ", kinds)}",
            110,
            ">#", "x", ">value", "index", "eigenvalues of the Hessian", "remark", "evidence");
        foreach ((int i, CriticalPoint point) in result.Points.Take(MostRows).Index())
        {
            listing.Add(
                $"{i + 1}",
                NumberText.OfPoint(point.X.AsSpan(), 9, 4).EscapeMarkup(),
                NumberText.Of(point.Value),
                Index(point, result.Box.Dimension).EscapeMarkup(),
                point.HessianEigenvalues.IsEmpty ? "–" : NumberText.OfPoint(point.HessianEigenvalues.AsSpan(), 5, 4).EscapeMarkup(),
                (point.Remark ?? "–").EscapeMarkup(),
                Word(point.Evidence));
        }

        listing.Show(console);
        if (result.Points.Length > MostRows)
        {
            console.Note($"{result.Points.Length - MostRows:N0} more points are in --json");
        }
    }

    private static string Index(CriticalPoint point, int dimension) => (point.Index, point.Degenerate) switch
    {
        (null, true) => "degenerate",
        (null, _) => "–",
        (0, _) => "0, minimum",
        ({ } index, _) when index == dimension => $"{index}, maximum",
        ({ } index, _) => $"{index}, saddle",
    };

    private static string Word(EvidenceLevel evidence) => evidence.ToString().ToLowerInvariant();
}
