using System.Collections.Immutable;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Svg;

/// <summary>What stands under a picture that is a document of its own, in small print: its caption, how strongly it is supported, and its notes, broken into lines that fit.</summary>
internal static class NoteLines
{
    /// <summary>Pixels from line to line.</summary>
    public const double Height = 16;

    private const double FontSize = 11;

    public static ImmutableArray<string> Of(Figure figure)
    {
        string? evidence = figure.Evidence is { } level ? $"Evidence: {level.Word()}." : null;
        return [.. figure.Notes.Prepend(evidence).Prepend(figure.Caption).OfType<string>().SelectMany(Break)];
    }

    private static List<string> Break(string text)
    {
        double width = (PlotLayout.Width - 4) * PlotLayout.FontSize / FontSize;
        List<string> lines = [];
        string line = string.Empty;
        foreach (string word in text.Split(' '))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && TextWidth.Of(longer) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        lines.Add(TextWidth.Fit(line, width));
        return lines;
    }
}
