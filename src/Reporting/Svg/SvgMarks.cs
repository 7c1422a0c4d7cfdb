using System.Collections.Immutable;
using System.Text;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Svg;

/// <summary>Draws the marks of a figure inside its plotting area.</summary>
internal sealed class SvgMarks(Markup markup, PlotLayout plot)
{
    private const double HitSpacing = 4;
    private const int FewPoints = 400;

    public void Draw(Mark mark)
    {
        switch (mark)
        {
            case LineMark line: Line(line); break;
            case PointsMark points: Points(points); break;
            case ArrowsMark arrows: SvgArrows.Draw(markup, plot, arrows); break;
            case CircleMark circle: Circle(circle); break;
            case RuleMark rule: Rule(rule); break;
            case SegmentsMark segments: Segments(segments); break;
            case BarsMark bars: Bars(bars); break;
            case HeatMark heat: SvgHeat.Draw(markup, plot, heat); break;
            case PolygonsMark polygons: SvgPolygons.Draw(markup, plot, polygons); break;
        }
    }

    private static string N(double value) => Markup.Number(value);

    private void Line(LineMark line)
    {
        List<(double X, double Y)> pixels = Pixels(line.X, line.Y);
        string style = "ln " + line.Tone.Word() + (line.Dashed ? " dash" : string.Empty) + (line.Faint ? " faint" : string.Empty);
        markup.Empty("path", ("class", style), ("d", PixelPath.Of(pixels)));
        if (!line.Interactive || line.Faint)
        {
            return;
        }

        (double X, double Y) last = (double.NegativeInfinity, 0);
        for (int i = 0; i < pixels.Count; i++)
        {
            // A long noisy series moves up and down at every point: only steps to the side may count there, or the page would drown in targets.
            bool apart = Math.Abs(pixels[i].X - last.X) >= HitSpacing
                || (pixels.Count <= FewPoints && Math.Abs(pixels[i].Y - last.Y) >= 2 * HitSpacing);
            if (PixelPath.IsDrawn(pixels[i]) && (apart || i == pixels.Count - 1))
            {
                last = pixels[i];
                markup.Open("circle", ("class", "dot hit " + line.Tone.Word()), ("cx", N(last.X)), ("cy", N(last.Y)), ("r", "3.5"))
                    .Element("title", Say(line.Name, line.X[i], line.Y[i])).Close();
            }
        }
    }

    private string Say(string? name, double x, double y) =>
        $"{(name is null ? plot.Y.Label : name)}: {NumberText.Compact(y, 5)}\n{plot.X.Label}: {NumberText.Compact(x, 5)}";

    private void Points(PointsMark points)
    {
        List<(double X, double Y)> pixels = Pixels(points.X, points.Y);
        if (points.Faint)
        {
            string dots = string.Concat(pixels.Where(PixelPath.IsDrawn).Select(p => $"M{N(p.X)} {N(p.Y)}h0"));
            markup.Empty("path", ("class", "dots " + points.Tone.Word()), ("d", dots), ("stroke-width", N(2 * points.Radius)));
            return;
        }

        for (int i = 0; i < pixels.Count; i++)
        {
            if (PixelPath.IsDrawn(pixels[i]))
            {
                string label = i < points.Labels.Length ? points.Labels[i] : Say(points.Name, points.X[i], points.Y[i]);
                Glyphs.Draw(markup, points.Glyph, points.Tone, pixels[i].X, pixels[i].Y, points.Radius, label);
            }
        }
    }

    private void Circle(CircleMark circle)
    {
        double rx = circle.Radius * plot.PlotWidth / (plot.X.Max - plot.X.Min);
        double ry = circle.Radius * plot.PlotHeight / (plot.Y.Max - plot.Y.Min);
        (string cx, string cy) = (N(plot.PixelX(circle.CenterX)), N(plot.PixelY(circle.CenterY)));
        markup.Empty("ellipse", ("class", "outline " + circle.Tone.Word()), ("cx", cx), ("cy", cy), ("rx", N(rx)), ("ry", N(ry)));
    }

    private void Rule(RuleMark rule)
    {
        double at = rule.Vertical ? plot.PixelX(rule.Value) : plot.PixelY(rule.Value);
        if (double.IsFinite(at))
        {
            string path = rule.Vertical ? $"M{N(at)} {N(plot.Top)}V{N(plot.Bottom)}" : $"M{N(plot.Left)} {N(at)}H{N(plot.Right)}";
            markup.Empty("path", ("class", "rule " + rule.Tone.Word() + (rule.Dashed ? " dash" : string.Empty)), ("d", path));
        }
    }

    private void Segments(SegmentsMark segments)
    {
        StringBuilder path = new();
        ImmutableArray<double> s = segments.Segments;
        for (int i = 0; i + 3 < s.Length; i += 4)
        {
            path.Append($"M{N(plot.PixelX(s[i]))} {N(plot.PixelY(s[i + 1]))}L{N(plot.PixelX(s[i + 2]))} {N(plot.PixelY(s[i + 3]))}");
        }

        markup.Empty("path", ("class", "level " + segments.Tone.Word()), ("d", path.ToString()));
    }

    private void Bars(BarsMark bars)
    {
        for (int i = 0; i < bars.Heights.Length && i + 1 < bars.Edges.Length; i++)
        {
            double left = plot.PixelX(bars.Edges[i]) + 0.5;
            double width = Math.Max(0.5, plot.PixelX(bars.Edges[i + 1]) - left - 0.5);
            double top = plot.PixelY(bars.Heights[i]);
            if (double.IsFinite(left) && double.IsFinite(width) && double.IsFinite(top) && bars.Heights[i] > 0)
            {
                string where = $"{NumberText.Compact(bars.Edges[i], 4)} to {NumberText.Compact(bars.Edges[i + 1], 4)}";
                (string Name, string? Value) style = ("class", "bar hit " + bars.Tone.Word());
                markup.Open("rect", style, ("x", N(left)), ("y", N(top)), ("width", N(width)), ("height", N(plot.PixelY(0) - top)))
                    .Element("title", $"{plot.Y.Label}: {NumberText.Compact(bars.Heights[i])}\n{plot.X.Label}: {where}")
                    .Close();
            }
        }
    }

    private List<(double X, double Y)> Pixels(ImmutableArray<double> x, ImmutableArray<double> y) =>
        [.. x.Zip(y, (a, b) => (plot.PixelX(a), plot.PixelY(b)))];
}
