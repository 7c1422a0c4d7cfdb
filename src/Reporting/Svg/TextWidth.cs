using System.Text;

namespace TorchDynInspect.Reporting.Svg;

/// <summary>How wide a text will be. The font is the reader's own, so this is an estimate on the wide side.</summary>
internal static class TextWidth
{
    public static double Of(string text) => PlotLayout.FontSize * text.Sum(Em);

    /// <summary>The text, or as much of its beginning as fits with an ellipsis.</summary>
    public static string Fit(string text, double width)
    {
        if (Of(text) <= width)
        {
            return text;
        }

        double left = width - Of("…");
        int kept = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            left -= Of(rune.ToString());
            if (left < 0)
            {
                break;
            }

            kept += rune.Utf16SequenceLength;
        }

        return text[..kept] + "…";
    }

    public static double Longest(IEnumerable<string> texts) => texts.Select(Of).DefaultIfEmpty(0).Max();

    private static double Em(char c) => c switch
    {
        'i' or 'j' or 'l' or 't' or 'f' or 'r' or 'I' or '.' or ',' or ':' or ';' or '|' or '\'' or ' ' => 0.33,
        '⁰' or '¹' or '²' or '³' or '⁴' or '⁵' or '⁶' or '⁷' or '⁸' or '⁹' or '⁻' => 0.4,
        '%' => 0.95,
        '+' or '−' or '=' or '×' => 0.84,
        >= '0' and <= '9' => 0.64,
        'm' or 'w' or 'M' or 'W' or '@' => 0.9,
        >= 'A' and <= 'Z' => 0.7,
        _ when c > 0x2E80 => 1.05,
        _ => 0.6,
    };
}
