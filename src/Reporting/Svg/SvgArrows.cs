using System.Text;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Svg;

/// <summary>Draws a vector field as one path.</summary>
internal static class SvgArrows
{
    public static void Draw(Markup markup, PlotLayout plot, ArrowsMark arrows)
    {
        double unitX = plot.PlotWidth / (plot.X.Max - plot.X.Min);
        double unitY = plot.PlotHeight / (plot.Y.Max - plot.Y.Min);
        int count = new[] { arrows.X.Length, arrows.Y.Length, arrows.U.Length, arrows.V.Length }.Min();
        double[] lengths = [.. Enumerable.Range(0, count).Select(i => double.Hypot(arrows.U[i] * unitX, arrows.V[i] * unitY))];
        double longest = lengths.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        double cell = 0.92 * plot.PlotWidth / Math.Max(1, arrows.Columns);
        StringBuilder path = new();
        for (int i = 0; i < count && longest > 0; i++)
        {
            double length = cell * Math.Sqrt(lengths[i] / longest);
            if (double.IsFinite(length) && length > 1)
            {
                double along = arrows.U[i] * unitX / lengths[i];
                double up = -arrows.V[i] * unitY / lengths[i];
                Arrow(path, plot.PixelX(arrows.X[i]), plot.PixelY(arrows.Y[i]), along, up, length);
            }
        }

        markup.Empty("path", ("class", "arrows " + arrows.Tone.Word()), ("d", path.ToString()));
    }

    private static void Arrow(StringBuilder path, double x, double y, double dx, double dy, double length)
    {
        double head = Math.Min(3.5, 0.4 * length);
        (double tipX, double tipY) = (x + (dx * length / 2), y + (dy * length / 2));
        (double backX, double backY) = (tipX - (dx * head), tipY - (dy * head));
        path.Append($"M{N(x - (dx * length / 2))} {N(y - (dy * length / 2))}L{N(tipX)} {N(tipY)}");
        (double sideX, double sideY) = (dy * head * 0.7, -dx * head * 0.7);
        path.Append($"M{N(backX - sideX)} {N(backY - sideY)}L{N(tipX)} {N(tipY)}L{N(backX + sideX)} {N(backY + sideY)}");
    }

    private static string N(double value) => Markup.Number(value);
}
