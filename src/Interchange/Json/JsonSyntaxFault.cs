using System.Text;
using System.Text.Json;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Interchange.Json;

/// <summary>Turns the parser's complaint into one line with line, column and place.</summary>
internal static class JsonSyntaxFault
{
    private const int LongestMessage = 120;
    private static readonly string[] NotFinite = ["NaN", "Infinity", "-Infinity", "nan", "inf", "-inf"];

    /// <summary>The fault that <paramref name="e"/> stands for; <paramref name="rest"/> is the text where the parser stopped.</summary>
    public static InvalidInputException Of(JsonException e, ReadOnlySpan<byte> rest, JsonPlace place, string file)
    {
        // Python's json module writes NaN and Infinity, which JSON does not have: name the weight, not the grammar.
        rest = rest.TrimStart(" \t\r\n,:"u8);
        foreach (string word in NotFinite)
        {
            if (rest.StartsWith(Encoding.ASCII.GetBytes(word)))
            {
                return InputFault.In(file, place.ToString(), $"is {word}, expected a finite number");
            }
        }

        return InputFault.In(
            file,
            $"line {(e.LineNumber ?? 0) + 1}, column {(e.BytePositionInLine ?? 0) + 1}",
            $"not valid JSON in {place}: {InputFault.OneLine(Complaint(e.Message)).TrimEnd('.')}");
    }

    private static string Complaint(string message)
    {
        if (message.Contains("maximum configured depth", StringComparison.Ordinal))
        {
            return $"nested deeper than {JsonCursor.DeepestNesting} levels";
        }

        // Line and column follow in the parser's words, and after a bad literal it quotes all that is left of the text.
        int tail = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string what = tail < 0 ? message : message[..tail];
        return what.Length > LongestMessage ? what[..LongestMessage] + "…" : what;
    }
}
