using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace TorchDynInspect.Inspectors.Summaries;

/// <summary>A module's parts: names, classes, shapes, parameters, activations, and what was lowered to the network description and what was not.</summary>
/// <param name="Rows">The inspected module first, then every submodule, parents before children, in forward order where that is known.</param>
/// <param name="TotalParameters">Parameters of the whole module; a shared one counts once.</param>
/// <param name="TrainableParameters">Those of them that require a gradient.</param>
public sealed record ModelSummary(ImmutableArray<SummaryRow> Rows, long TotalParameters, long TrainableParameters)
{
    private static readonly string[] Titles = ["name", "class", "input", "output", "parameters", "lowered", "as"];

    /// <summary>The distinct activations, in forward order.</summary>
    public ImmutableArray<string> Activations => [.. Rows.Select(row => row.Activation).OfType<string>().Distinct()];

    /// <summary>The submodules that are not lowered for a reason of their own, not for that of a submodule below them or of their parent.</summary>
    public ImmutableArray<SummaryRow> Opaque =>
        [.. Rows.Where(row => IsOpaque(row) && !Rows.Any(below => IsOpaque(below) && below.Path != row.Path && IsBelow(below.Path, row.Path)))];

    /// <summary>A plain-text table of the rows, columns aligned, one line each, and a line with the totals.</summary>
    public override string ToString()
    {
        List<string[]> lines = [Titles];
        lines.AddRange(Rows.Select(Cells));
        int[] widths = [.. Enumerable.Range(0, Titles.Length).Select(column => lines.Max(line => line[column].Length))];
        var text = new StringBuilder();
        foreach (string[] line in lines)
        {
            string joined = string.Join("  ", line.Select((cell, column) => column == 4 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])));
            text.Append(joined.TrimEnd()).Append('\n');
            if (ReferenceEquals(line, Titles))
            {
                text.Append(string.Join("  ", widths.Select(width => new string('-', width)))).Append('\n');
            }
        }

        return text.Append(CultureInfo.InvariantCulture, $"{TotalParameters} parameters, {TrainableParameters} trainable").ToString();
    }

    private static string[] Cells(SummaryRow row) =>
    [
        row.Path.Length == 0 ? "(module)" : row.Path,
        row.Type,
        Show(row.InputShape),
        Show(row.OutputShape),
        row.Parameters.ToString(CultureInfo.InvariantCulture),
        row.IsLowered ? "yes" : "no",
        row.Outcome,
    ];

    private static string Show(ImmutableArray<long>? shape) => shape is { } known ? $"[{string.Join(", ", known)}]" : "?";

    // Without shapes the walk never reached it: its parent is opaque already.
    private static bool IsOpaque(SummaryRow row) => !row.IsLowered && row.InputShape is not null;

    private static bool IsBelow(string path, string parent) => parent.Length == 0 || path.StartsWith(parent + ".", StringComparison.Ordinal);
}
