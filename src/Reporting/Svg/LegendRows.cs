using System.Collections.Immutable;
using TorchDynInspect.Reporting.Figures;

namespace TorchDynInspect.Reporting.Svg;

/// <summary>The legend: one entry a named mark, in the order drawn, broken into rows that fit the width.</summary>
internal static class LegendRows
{
    private const double SwatchWidth = 22;
    private const double Gap = 14;

    public static ImmutableArray<ImmutableArray<Entry>> Of(IEnumerable<Mark> marks, double width)
    {
        List<ImmutableArray<Entry>> rows = [];
        List<Entry> row = [];
        double x = 2;
        foreach (Mark mark in marks.Where(mark => mark.Name is not null).DistinctBy(mark => (mark.Name, mark.GetType(), mark.Tone)))
        {
            string text = TextWidth.Fit(mark.Name!, width - SwatchWidth - 2);
            double needed = SwatchWidth + TextWidth.Of(text);
            if (row.Count > 0 && x + needed > width)
            {
                rows.Add([.. row]);
                row = [];
                x = 2;
            }

            row.Add(new Entry(mark, text, x, x + SwatchWidth));
            x += needed + Gap;
        }

        return row.Count == 0 ? [.. rows] : [.. rows, [.. row]];
    }

    internal readonly record struct Entry(Mark Mark, string Text, double X, double TextX);
}
