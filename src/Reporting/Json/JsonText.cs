using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace TorchDynInspect.Reporting.Json;

/// <summary>Writes results as JSON documents in UTF-8. The same result always gives the same bytes.</summary>
public static class JsonText
{
    /// <summary>
    /// Letters of every script stay readable; characters that mean something in HTML are escaped, so the text may stand in a page.
    /// </summary>
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>The result as a JSON document that ends with a line feed.</summary>
    /// <param name="result">Any result.</param>
    /// <param name="indented">One field a line (rows of numbers stay on one line); false puts the document on a single line.</param>
    public static string ToJson(this IJsonResult result, bool indented = true)
    {
        using MemoryStream stream = new();
        result.WriteJson(stream, indented);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes the result as a JSON document that ends with a line feed. The stream stays open.</summary>
    /// <param name="result">Any result.</param>
    /// <param name="stream">Receives UTF-8.</param>
    /// <param name="indented">One field a line; false puts the document on a single line.</param>
    public static void WriteJson(this IJsonResult result, Stream stream, bool indented = true)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(stream);
        using (Utf8JsonWriter writer = new(stream, Options with { Indented = indented }))
        {
            result.WriteTo(writer);
        }

        stream.WriteByte((byte)'\n');
    }
}
