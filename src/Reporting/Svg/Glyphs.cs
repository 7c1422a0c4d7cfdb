using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Svg;

/// <summary>Outlines of point shapes, of equal visual weight at one radius.</summary>
internal static class Glyphs
{
    /// <summary>Draws one shape; <paramref name="label"/> answers to the pointer.</summary>
    public static void Draw(Markup markup, Glyph glyph, Tone tone, double x, double y, double radius, string? label)
    {
        string kind = glyph switch { Glyph.Ring => "ring ", Glyph.Cross => "cross ", _ => "pt " };
        string style = kind + tone.Word() + (label is null ? string.Empty : " hit");
        if (glyph is Glyph.Disc or Glyph.Ring)
        {
            Finish(markup, "circle", label, [("class", style), ("cx", N(x)), ("cy", N(y)), ("r", N(radius))]);
        }
        else
        {
            Finish(markup, "path", label, [("class", style), ("d", Outline(glyph, x, y, radius))]);
        }
    }

    private static void Finish(Markup markup, string element, string? label, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        if (label is null)
        {
            markup.Empty(element, attributes);
        }
        else
        {
            markup.Open(element, attributes).Element("title", label).Close();
        }
    }

    private static string Outline(Glyph glyph, double x, double y, double r) => glyph switch
    {
        Glyph.Triangle => $"M{N(x)} {N(y - (1.25 * r))}L{N(x + (1.15 * r))} {N(y + (0.8 * r))}H{N(x - (1.15 * r))}Z",
        Glyph.Diamond => $"M{N(x)} {N(y - (1.35 * r))}L{N(x + (1.1 * r))} {N(y)}L{N(x)} {N(y + (1.35 * r))}L{N(x - (1.1 * r))} {N(y)}Z",
        Glyph.Square => $"M{N(x - (0.9 * r))} {N(y - (0.9 * r))}h{N(1.8 * r)}v{N(1.8 * r)}h{N(-1.8 * r)}Z",
        _ => $"M{N(x - (0.85 * r))} {N(y - (0.85 * r))}l{N(1.7 * r)} {N(1.7 * r)}m0 {N(-1.7 * r)}l{N(-1.7 * r)} {N(1.7 * r)}",
    };

    private static string N(double value) => Markup.Number(value);
}
