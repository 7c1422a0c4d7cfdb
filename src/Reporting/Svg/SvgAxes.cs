using System.Collections.Immutable;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Svg;

/// <summary>Draws grid, ticks, labels and legend of a figure.</summary>
internal static class SvgAxes
{
    public static void Draw(Markup markup, PlotLayout plot)
    {
        DrawLegend(markup, plot);
        if (plot.IsBare)
        {
            return;
        }

        double room = PlotLayout.Width - (plot.Scale is null ? 4 : 14 + TextWidth.Of(plot.Scale.Axis.Label));
        markup.Element("text", TextWidth.Fit(plot.Y.Label, Math.Max(80, room)), ("class", "label"), ("x", "2"), ("y", N(plot.LabelBaseline)));
        markup.Element("text", TextWidth.Fit(plot.X.Label, plot.PlotWidth), ("class", "label end"), ("x", N(plot.Right)), ("y", N(plot.Bottom + 38)));
        if (plot.Scale is { } scale)
        {
            SvgHeat.DrawColourBar(markup, plot, scale);
        }

        ImmutableArray<Tick> xTicks = plot.X.Ticks;
        ImmutableArray<Tick> yTicks = plot.Y.Ticks;
        Grid(markup, "grid", [.. xTicks.Where(t => !t.IsMinor)], [.. yTicks.Where(t => !t.IsMinor)], plot);
        Grid(markup, "grid minor", [.. xTicks.Where(t => t.IsMinor)], [.. yTicks.Where(t => t.IsMinor)], plot);
        markup.Empty("path", ("class", "axis"), ("d", $"M{N(plot.Left)} {N(plot.Bottom)}H{N(plot.Right)}"));
        foreach (Tick tick in yTicks.Where(t => !t.IsMinor))
        {
            markup.Element("text", tick.Label, ("class", "tick end"), ("x", N(plot.Left - 6)), ("y", N(plot.PixelY(tick.Value) + 4)));
        }

        double free = double.NegativeInfinity;
        foreach (Tick tick in xTicks.Where(t => !t.IsMinor))
        {
            double half = TextWidth.Of(tick.Label) / 2;
            double at = Math.Min(plot.PixelX(tick.Value), PlotLayout.Width - half);
            if (at - half > free)
            {
                free = at + half + 4;
                markup.Element("text", tick.Label, ("class", "tick mid"), ("x", N(at)), ("y", N(plot.Bottom + 18)));
            }
        }
    }

    private static string N(double value) => Markup.Number(value);

    private static void Grid(Markup markup, string style, ImmutableArray<Tick> x, ImmutableArray<Tick> y, PlotLayout plot)
    {
        string path = string.Concat(x.Select(t => $"M{N(plot.PixelX(t.Value))} {N(plot.Top)}V{N(plot.Bottom)}"))
            + string.Concat(y.Select(t => $"M{N(plot.Left)} {N(plot.PixelY(t.Value))}H{N(plot.Right)}"));
        if (path.Length > 0)
        {
            markup.Empty("path", ("class", style), ("d", path));
        }
    }

    private static void DrawLegend(Markup markup, PlotLayout plot)
    {
        for (int row = 0; row < plot.Legend.Length; row++)
        {
            double y = plot.LegendTop + (20 * row) + 10;
            foreach (LegendRows.Entry entry in plot.Legend[row])
            {
                Swatch(markup, entry.Mark, entry.X, y);
                markup.Element("text", entry.Text, ("class", "key"), ("x", N(entry.TextX)), ("y", N(y + 4)));
            }
        }
    }

    private static void Swatch(Markup markup, Mark mark, double x, double y)
    {
        string tone = mark.Tone.Word();
        switch (mark)
        {
            case PointsMark points:
                Glyphs.Draw(markup, points.Glyph, points.Tone, x + 9, y, Math.Clamp(points.Radius, 2, 5), label: null);
                break;
            case CircleMark:
                markup.Empty("circle", ("class", "outline " + tone), ("cx", N(x + 9)), ("cy", N(y)), ("r", "6"));
                break;
            case ArrowsMark:
                markup.Empty("path", ("class", "arrows " + tone), ("d", $"M{N(x + 2)} {N(y)}h14m-4 -3l4 3l-4 3"));
                break;
            case BarsMark or HeatMark or PolygonsMark:
                markup.Empty("rect", ("class", "bar " + tone), ("x", N(x + 4)), ("y", N(y - 5)), ("width", "10"), ("height", "10"));
                break;
            default:
                string style = mark switch { LineMark { Dashed: true } or RuleMark { Dashed: true } => " dash", _ => string.Empty };
                string kind = mark switch { LineMark => "ln ", SegmentsMark => "level ", _ => "rule " };
                markup.Empty("path", ("class", kind + tone + style), ("d", $"M{N(x + 1)} {N(y)}h16"));
                break;
        }
    }
}
