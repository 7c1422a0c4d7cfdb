using System.Globalization;
using System.Text;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Interchange.StateDictionaries;

namespace TorchDynInspect.Interchange;

/// <summary>Builds the one line that every fault in a file gets: file, place, what is wrong and what was expected.</summary>
internal static class InputFault
{
    private const int LongestQuote = 60;

    public static InvalidInputException In(string file, string what, Exception? cause = null)
    {
        string line = $"{OneLine(file)}: {what}";
        return cause is null ? new InvalidInputException(line) : new InvalidInputException(line, cause);
    }

    public static InvalidInputException In(string file, string place, string what) => new($"{OneLine(file)}: {place}: {what}");

    /// <summary>A fault of one entry of a state dictionary; <paramref name="index"/> such as "[3][1]" names a number in it.</summary>
    public static InvalidInputException InEntry(string file, StateTensor entry, string what, string index = "") =>
        In(file, $"entry {Quote(entry.Name)}{index}", what);

    /// <summary>Text from a file in double quotes: control characters escaped, long text shortened, so that a hostile name cannot break the
    /// line.</summary>
    public static string Quote(string text) => text.Length <= LongestQuote
        ? $"\"{OneLine(text)}\""
        : $"\"{OneLine(text[..LongestQuote])}…\" ({text.Length} characters)";

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string OneLine(string text)
    {
        if (!text.Any(NeedsEscape))
        {
            return text;
        }

        StringBuilder line = new();
        foreach (char c in text)
        {
            _ = NeedsEscape(c) ? line.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : line.Append(c);
        }

        return line.ToString();
    }

    private static bool NeedsEscape(char c) => char.IsControl(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format;
}
