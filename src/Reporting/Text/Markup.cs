using System.Globalization;
using System.Text;

namespace TorchDynInspect.Reporting.Text;

/// <summary>
/// Writes elements that are well-formed as XML and as HTML. Every text and attribute value passes through one escape, and every element
/// that is opened is closed, so that no name a user chose can become markup.
/// </summary>
internal sealed class Markup
{
    private readonly StringBuilder text = new();
    private readonly Stack<string> open = new();

    /// <summary>Opens an element. Attributes whose value is null are left out.</summary>
    public Markup Open(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Tag(element, attributes).Append('>');
        open.Push(element);
        return this;
    }

    /// <summary>Closes the innermost open element.</summary>
    public Markup Close()
    {
        text.Append("</").Append(open.Pop()).Append('>');
        return this;
    }

    /// <summary>An element without content.</summary>
    public Markup Empty(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Tag(element, attributes).Append("/>");
        return this;
    }

    /// <summary>An element that holds text only.</summary>
    public Markup Element(string element, string content, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(element, attributes).Text(content).Close();

    /// <summary>Escaped text.</summary>
    public Markup Text(string content)
    {
        // Runes replace half a surrogate pair, which no XML reader accepts, by U+FFFD.
        foreach (Rune rune in content.EnumerateRunes())
        {
            Escape(rune);
        }

        return this;
    }

    /// <summary>A line feed between elements, to keep the source readable.</summary>
    public Markup Line()
    {
        text.Append('\n');
        return this;
    }

    /// <summary>Markup that this project wrote itself: its style sheet, its script, an escaped JSON document.</summary>
    public Markup Trusted(string markup)
    {
        text.Append(markup);
        return this;
    }

    /// <summary>A coordinate with at most two decimals.</summary>
    public static string Number(double value)
    {
        string number = value.ToString("0.##", CultureInfo.InvariantCulture);
        return number == "-0" ? "0" : number;
    }

    public override string ToString() => open.Count == 0
        ? text.ToString()
        : throw new InvalidOperationException($"element {open.Peek()} is still open");

    private StringBuilder Tag(string element, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        text.Append('<').Append(element);
        foreach ((string name, string? value) in attributes)
        {
            if (value is not null)
            {
                text.Append(' ').Append(name).Append("=\"");
                Text(value);
                text.Append('"');
            }
        }

        return text;
    }

    private void Escape(Rune rune)
    {
        switch (rune.Value)
        {
            case '&': text.Append("&amp;"); break;
            case '<': text.Append("&lt;"); break;
            case '>': text.Append("&gt;"); break;
            case '"': text.Append("&quot;"); break;
            case '\'': text.Append("&#39;"); break;
            case '\t' or '\n': text.Append((char)rune.Value); break;
            case 0xFFFE or 0xFFFF: text.Append('\uFFFD'); break;
            default: text.Append((Rune.IsControl(rune) ? Rune.ReplacementChar : rune).ToString()); break;
        }
    }
}
