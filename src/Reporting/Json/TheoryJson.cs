using System.Text.Json;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Reporting.Json;

/// <summary>A theorem beside a reading: {theorem, source, applies, reason, predicts, observed, agrees}.</summary>
/// <param name="Entry">The entry.</param>
public sealed record TheoryJson(TheoryEntry Entry) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("theorem", Entry.Theorem);
        writer.WriteString("source", Entry.Source);
        writer.WriteBoolean("applies", Entry.Applies);
        writer.WriteString("reason", Entry.Reason);
        writer.WriteString("predicts", Entry.Predicts);
        writer.WriteString("observed", Entry.Observed);
        if (Entry.Agrees is { } agrees)
        {
            writer.WriteBoolean("agrees", agrees);
        }
        else
        {
            writer.WriteNull("agrees");
        }

        writer.WriteEndObject();
    }

    /// <summary>A field that lists entries.</summary>
    internal static void Write(Utf8JsonWriter writer, string name, IEnumerable<TheoryEntry> entries)
    {
        writer.WriteStartArray(name);
        foreach (TheoryEntry entry in entries)
        {
            new TheoryJson(entry).WriteTo(writer);
        }

        writer.WriteEndArray();
    }
}
