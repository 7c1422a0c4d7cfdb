using System.Collections.Immutable;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Svg;

/// <summary>
/// Draws a <see cref="Figure"/> as SVG: well-formed XML with a title and a description for screen readers, colours from CSS custom
/// properties that follow the reader's light or dark preference. The same figure always gives the same bytes.
/// </summary>
public static class SvgFigure
{
    /// <summary>The figure as a document of its own, style sheet included.</summary>
    /// <param name="figure">The figure.</param>
    public static string Render(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        Markup markup = new();
        Write(markup, figure, "figure", standalone: true);
        return markup.Line().ToString();
    }

    /// <summary>
    /// Writes the figure into a page that holds the style sheet already; <paramref name="id"/> must be unique in the page.
    /// </summary>
    internal static void Write(Markup markup, Figure figure, string id, bool standalone)
    {
        PlotLayout plot = new(figure, standalone);
        ImmutableArray<string> notes = standalone ? NoteLines.Of(figure) : [];
        markup.Open(
            "svg",
            ("xmlns", standalone ? "http://www.w3.org/2000/svg" : null),
            ("class", "fig"),
            ("viewBox", $"0 0 {Markup.Number(PlotLayout.Width)} {Markup.Number(plot.Height + (NoteLines.Height * notes.Length))}"),
            ("role", "img"),
            ("aria-labelledby", $"{id}-title {id}-desc"));
        markup.Element("title", figure.Title, ("id", id + "-title")).Element("desc", Describe(figure), ("id", id + "-desc"));
        if (standalone)
        {
            markup.Open("style").Trusted(StyleSheet.Figure).Close();
            markup.Empty("rect", ("class", "paper"), ("width", "100%"), ("height", "100%"));
            markup.Element("text", TextWidth.Fit(figure.Title, 0.8 * PlotLayout.Width), ("class", "title"), ("x", "2"), ("y", Markup.Number(plot.TitleBaseline)));
        }

        SvgAxes.Draw(markup, plot);
        markup.Open("clipPath", ("id", id + "-clip"))
            .Empty(
                "rect",
                ("x", N(plot.Left - 1)), ("y", N(plot.Top - 1)), ("width", N(plot.PlotWidth + 2)), ("height", N(plot.PlotHeight + 2)))
            .Close();
        markup.Open("g", ("clip-path", $"url(#{id}-clip)"));
        SvgMarks marks = new(markup, plot);
        foreach (Mark mark in figure.Marks)
        {
            marks.Draw(mark);
        }

        WriteFrames(markup, figure.Frames, marks);
        markup.Close();
        WriteNotes(markup, notes, plot.Height);
        markup.Close();
    }

    /// <summary>The text alternative: description, evidence and what could not be drawn.</summary>
    internal static string Describe(Figure figure) => string.Join(
        ' ',
        figure.Notes.Prepend(figure.Evidence is { } evidence ? $"Evidence: {evidence.Word()}." : string.Empty)
            .Prepend(figure.Description).Where(text => text.Length > 0));

    private static string N(double value) => Markup.Number(value);

    private static void WriteFrames(Markup markup, ImmutableArray<Frame> frames, SvgMarks marks)
    {
        for (int i = 0; i < frames.Length; i++)
        {
            markup.Open("g", ("class", i == frames.Length - 1 ? "frame on" : "frame"), ("data-label", frames[i].Label));
            foreach (Mark mark in frames[i].Marks)
            {
                marks.Draw(mark);
            }

            markup.Close();
        }
    }

    private static void WriteNotes(Markup markup, ImmutableArray<string> notes, double top)
    {
        for (int i = 0; i < notes.Length; i++)
        {
            markup.Element("text", notes[i], ("class", "note"), ("x", "2"), ("y", N(top + (NoteLines.Height * i) + 8)));
        }
    }
}
