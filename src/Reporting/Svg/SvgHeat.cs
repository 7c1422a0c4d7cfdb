using System.Globalization;
using System.Text;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Svg;

/// <summary>
/// Draws a mosaic as one path a colour, neighbours of one colour in a row joined, and its colour bar. The values stand beside it in data
/// attributes, from which the page's script tells the value under the pointer.
/// </summary>
internal static class SvgHeat
{
    public static void Draw(Markup markup, PlotLayout plot, HeatMark heat)
    {
        SortedDictionary<int, StringBuilder> paths = [];
        double width = plot.PlotWidth / heat.Columns;
        double height = plot.PlotHeight / heat.Rows;
        for (int row = 0; row < heat.Rows; row++)
        {
            for (int start = 0; start < heat.Columns;)
            {
                int? step = StepAt(heat, row, start);
                int end = start + 1;
                while (end < heat.Columns && StepAt(heat, row, end) == step)
                {
                    end++;
                }

                if (step is { } drawn)
                {
                    StringBuilder path = paths.TryGetValue(drawn, out StringBuilder? known) ? known : paths[drawn] = new StringBuilder();
                    Rectangle(path, plot.Left + (start * width), plot.Bottom - ((row + 1) * height), (end - start) * width, height);
                }

                start = end;
            }
        }

        markup.Open(
            "g",
            ("class", "heat"),
            ("data-name", heat.Scale.Axis.Label),
            ("data-x", Span(plot.X)),
            ("data-y", Span(plot.Y)),
            ("data-area", $"{N(plot.Left)} {N(plot.Top)} {N(plot.PlotWidth)} {N(plot.PlotHeight)}"),
            ("data-size", $"{heat.Columns} {heat.Rows}"),
            ("data-values", Values(heat)));
        foreach ((int step, StringBuilder path) in paths)
        {
            Fill(markup, heat.Scale, step, path.ToString());
        }

        markup.Close();
    }

    public static void DrawColourBar(Markup markup, PlotLayout plot, ColourScale scale)
    {
        const int Samples = 64;
        double left = plot.Right + 14;
        double height = plot.PlotHeight / Samples;
        markup.Open("g", ("class", "heat"));
        for (int i = 0; i < Samples;)
        {
            int? step = At(scale, i);
            int end = i + 1;
            while (end < Samples && At(scale, end) == step)
            {
                end++;
            }

            StringBuilder path = new();
            Rectangle(path, left, plot.Bottom - (end * height), PlotLayout.ColourBarWidth, (end - i) * height);
            Fill(markup, scale, step ?? 0, path.ToString());
            i = end;
        }

        markup.Close();
        foreach (Tick tick in scale.Axis.Ticks.Where(tick => !tick.IsMinor))
        {
            double y = plot.Bottom - (scale.Axis.PositionOf(tick.Value) * plot.PlotHeight);
            markup.Element("text", tick.Label, ("class", "tick"), ("x", N(left + PlotLayout.ColourBarWidth + 6)), ("y", N(y + 4)));
        }

        markup.Element("text", TextWidth.Fit(scale.Axis.Label, 0.5 * PlotLayout.Width), ("class", "label end"), ("x", N(PlotLayout.Width - 2)), ("y", N(plot.LabelBaseline)));

        int? At(ColourScale colours, int sample)
        {
            double position = (sample + 0.5) / Samples;
            Axis axis = colours.Axis;
            return colours.StepOf(axis.Scale == AxisScale.Linear
                ? axis.Min + (position * (axis.Max - axis.Min))
                : axis.Min * Math.Pow(axis.Max / axis.Min, position));
        }
    }

    private static string N(double value) => Markup.Number(value);

    private static string Values(HeatMark heat) =>
        string.Join(' ', heat.Values.Select(value => double.IsFinite(value) ? value.ToString("G4", CultureInfo.InvariantCulture) : "-"));

    private static string Span(Axis axis) => string.Create(CultureInfo.InvariantCulture, $"{axis.Min:R} {axis.Max:R} {axis.Label}");

    private static int? StepAt(HeatMark heat, int row, int column)
    {
        int index = (row * heat.Columns) + column;
        return index < heat.Values.Length ? heat.Scale.StepOf(heat.Values[index]) : null;
    }

    private static void Rectangle(StringBuilder path, double x, double y, double width, double height) =>
        path.Append($"M{N(x)} {N(y)}h{N(width)}v{N(height)}h{N(-width)}z");

    private static void Fill(Markup markup, ColourScale scale, int step, string path)
    {
        (Tone tone, double opacity) = scale.ColourOf(step);
        markup.Empty("path", ("class", "fill " + tone.Word()), ("fill-opacity", N(opacity)), ("d", path));
    }
}
