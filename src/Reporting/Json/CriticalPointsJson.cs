using System.Text.Json;
using TorchDynInspect.Dynamics.CriticalPoints;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// The critical points of a scalar network: <c>points</c> [{x, value, hessianEigenvalues (empty for a piecewise-linear network), index, degenerate, remark, enclosure,
/// evidence}], <c>unresolved</c> (boxes), <c>complete</c>, <c>interrupted</c>, <c>evidence</c> (of the list as a whole), <c>eulerCharacteristic</c> (sum of the indices, those on the
/// boundary included), <c>remarks</c>, <c>theory</c>, <c>box</c>.
/// </summary>
/// <param name="Result">The result of the search.</param>
public sealed record CriticalPointsJson(CriticalPointResult Result) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteStartArray("points");
        foreach (CriticalPoint point in Result.Points)
        {
            Write(writer, point);
        }

        writer.WriteEndArray();
        writer.WriteBoxes("unresolved", Result.Unresolved);
        writer.WriteBoolean("complete", Result.Complete);
        writer.WriteBoolean("interrupted", Result.Interrupted);
        writer.WriteWord("evidence", Result.Evidence);
        writer.WriteReal("eulerCharacteristic", Result.EulerCharacteristic);
        writer.WriteStrings("remarks", Result.Remarks);
        TheoryJson.Write(writer, "theory", Result.Theory);
        writer.WriteBox("box", Result.Box);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, CriticalPoint point)
    {
        writer.WriteStartObject();
        writer.WriteReals("x", point.X.AsSpan());
        writer.WriteReal("value", point.Value);
        writer.WriteReals("hessianEigenvalues", point.HessianEigenvalues.AsSpan());
        WriteNumber(writer, "index", point.Index);
        writer.WritePropertyName("degenerate");
        if (point.Degenerate is { } degenerate)
        {
            writer.WriteBooleanValue(degenerate);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteString("remark", point.Remark);
        writer.WriteBox("enclosure", point.Enclosure);
        writer.WriteWord("evidence", point.Evidence);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
