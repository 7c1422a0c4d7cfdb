using System.Text.Json;
using TorchDynInspect.Dynamics.Suprema;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// Suprema over the cells of a domain: <c>norm2</c>, <c>normInfinity</c>, <c>spectralRadius</c>, each {value, enclosure, x (a point of the attaining cell), evidence} or null,
/// <c>determinants</c> {positive, negative, singular} or null, <c>cells</c>, <c>complete</c>, <c>evidence</c>.
/// </summary>
/// <param name="Result">The suprema.</param>
public sealed record SupremaJson(SupremaResult Result) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        Write(writer, "norm2", Result.Norm2);
        Write(writer, "normInfinity", Result.NormInfinity);
        Write(writer, "spectralRadius", Result.SpectralRadius);
        if (Result.Determinants is { } signs)
        {
            writer.WriteStartObject("determinants");
            writer.WriteNumber("positive", signs.Positive);
            writer.WriteNumber("negative", signs.Negative);
            writer.WriteNumber("singular", signs.Singular);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("determinants");
        }

        writer.WriteNumber("cells", Result.Cells);
        writer.WriteBoolean("complete", Result.Complete);
        writer.WriteWord("evidence", Result.Evidence);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, Supremum? supremum)
    {
        if (supremum is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteReal("value", supremum.Value);
        if (supremum.Enclosure is { } enclosure)
        {
            writer.WriteStartObject("enclosure");
            writer.WriteReal("lower", enclosure.Lower);
            writer.WriteReal("upper", enclosure.Upper);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("enclosure");
        }

        writer.WriteReals("x", supremum.X.AsSpan());
        writer.WriteWord("evidence", supremum.Evidence);
        writer.WriteEndObject();
    }
}
