using System.Collections.Immutable;
using System.Globalization;
using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Svg;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Html;

/// <summary>Writes pictures with their captions, notes and sliders.</summary>
internal sealed class HtmlFigures(Markup page)
{
    private int count;

    public void Write(FigureRow row)
    {
        page.Open("div", ("class", "figures"));
        foreach (Figure figure in row.Figures)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"figure-{++count}");
            page.Line().Open("figure").Open("figcaption").Element("h3", figure.Title);
            if (figure.Evidence is not null)
            {
                EvidenceBadge.Write(page, figure.Evidence);
            }

            page.Close();
            SvgFigure.Write(page, figure, id, standalone: false);
            Slider(figure.Frames);
            Text(figure.Caption, "caption");
            foreach (string note in figure.Notes)
            {
                Text(note, "missing");
            }

            page.Close();
        }

        page.Close();
    }

    /// <summary>
    /// Controls stay hidden until the script is there to serve them; the label of the state that shows is text either way.
    /// </summary>
    private void Slider(ImmutableArray<Frame> frames)
    {
        if (frames.IsEmpty)
        {
            return;
        }

        string last = (frames.Length - 1).ToString(CultureInfo.InvariantCulture);
        page.Open("div", ("class", "slider"))
            .Element("button", "▶", ("type", "button"), ("hidden", string.Empty), ("aria-label", "Play"))
            .Empty(
                "input",
                ("type", "range"), ("min", "0"), ("max", last), ("value", last), ("hidden", string.Empty), ("aria-label", "State shown"))
            .Element("output", frames[^1].Label)
            .Close();
    }

    private void Text(string? text, string style)
    {
        if (text is not null)
        {
            page.Element("p", text, ("class", style));
        }
    }
}
