using System.Globalization;
using System.Text;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Svg;

/// <summary>Draws polygons as one path a colour, in tenths of a pixel, relative and without separators that are not needed: about 25 bytes a polygon.</summary>
internal static class SvgPolygons
{
    private const double PerPixel = 10;

    public static void Draw(Markup markup, PlotLayout plot, PolygonsMark mark)
    {
        SortedDictionary<int, StringBuilder> paths = [];
        StringBuilder outline = new();
        for (int i = 0; i < mark.Count; i++)
        {
            int? step = mark.Scale is null ? 1 : mark.Scale.StepOf(mark.Values[i]);
            if (step is not { } drawn)
            {
                continue;
            }

            if (!paths.TryGetValue(drawn, out StringBuilder? path))
            {
                paths.Add(drawn, path = new StringBuilder());
            }

            int start = path.Length;
            Append(path, plot, mark, i);
            if (mark.Outlined)
            {
                outline.Append(path, start, path.Length - start);
            }
        }

        markup.Open("g", ("class", "heat"), ("transform", "scale(.1)"));
        foreach ((int step, StringBuilder path) in paths)
        {
            (Tone tone, double opacity) = mark.Scale is null ? (mark.Tone, mark.Opacity) : mark.Scale.ColourOf(step);
            Path(markup, $"class=\"fill {tone.Word()}\" fill-opacity=\"{Markup.Number(opacity)}\"", path);
        }

        markup.Close();
        if (mark.Outlined)
        {
            markup.Open("g", ("transform", "scale(.1)"));
            Path(markup, "class=\"seam\"", outline);
            markup.Close();
        }
    }

    // Digits and letters of our own: an escape character by character would cost more than everything else.
    private static void Path(Markup markup, string attributes, StringBuilder path) => markup.Trusted($"<path {attributes} d=\"{path}\"/>");

    private static void Append(StringBuilder path, PlotLayout plot, PolygonsMark mark, int polygon)
    {
        int corners = 0;
        (int x, int y) = (0, 0);
        int before = path.Length;
        for (int at = mark.Starts[polygon]; at < mark.Starts[polygon + 1]; at += 2)
        {
            int nextX = Pixels(plot.PixelX(mark.Coordinates[at]));
            int nextY = Pixels(plot.PixelY(mark.Coordinates[at + 1]));
            if (corners > 0 && nextX == x && nextY == y)
            {
                continue;
            }

            path.Append(corners switch { 0 => "M", 1 => "l", _ => nextX - x < 0 ? string.Empty : " " });
            path.Append(CultureInfo.InvariantCulture, $"{nextX - x}");
            path.Append(nextY - y < 0 ? string.Empty : " ").Append(CultureInfo.InvariantCulture, $"{nextY - y}");
            (x, y) = (nextX, nextY);
            corners++;
        }

        if (corners < 3)
        {
            // Thinner than a tenth of a pixel.
            path.Length = before;
            return;
        }

        path.Append('z');
    }

    private static int Pixels(double value) => (int)Math.Round(PerPixel * Math.Clamp(value, -1e6, 1e6));
}
