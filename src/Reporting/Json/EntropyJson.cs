using System.Collections.Immutable;
using System.Text.Json;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Entropy.Bounds;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// The entropy of an interval map: <c>lower</c>, <c>upper</c>, <c>evidence</c>, <c>complete</c>, <c>laps</c>, <c>lapCounts</c> (of f, f², …), <c>periods</c>, <c>bounds</c> [{theorem, source,
/// kind: lower/upper/estimate, value, evidence, reason}], <c>closed</c>, <c>polynomial</c> (coefficients as texts, highest first), <c>nodes</c>, <c>tower</c> [[lower, upper], …], <c>asked</c>,
/// <c>invariant</c>, <c>escapes</c>, <c>representation</c> [{power, layers, widthByEntropy, widthByLaps}] (widths as texts, as they may be large), <c>theory</c>, <c>remarks</c>.
/// </summary>
/// <param name="Result">The enclosure and what was read beside it.</param>
/// <param name="Representation">How wide networks must be that compute iterates (E2); empty when it was not asked for.</param>
public sealed record EntropyJson(EntropyResult Result, ImmutableArray<RepresentationBound> Representation = default) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteReal("lower", Result.Lower);
        writer.WriteReal("upper", Result.Upper);
        writer.WriteWord("evidence", Result.Evidence);
        writer.WriteBoolean("complete", Result.Complete);
        writer.WriteNumber("laps", Result.Laps);
        WriteIntegers(writer, "lapCounts", Result.LapCounts);
        WriteIntegers(writer, "periods", Result.Periods.Select(period => (long)period));
        WriteBounds(writer, Result.Bounds);
        writer.WriteBoolean("closed", Result.Closed);
        writer.WriteStrings("polynomial", Result.Polynomial);
        writer.WriteNumber("nodes", Result.Nodes);
        writer.WritePoints("tower", Result.Tower.Select(interval => ImmutableArray.Create(interval.Lower, interval.Upper)));
        writer.WriteReals("asked", [Result.Asked.Lower, Result.Asked.Upper]);
        writer.WriteReals("invariant", [Result.Invariant.Lower, Result.Invariant.Upper]);
        writer.WriteBoolean("escapes", Result.Escapes);
        writer.WriteStartArray("representation");
        foreach (RepresentationBound bound in Representation.IsDefault ? [] : Representation)
        {
            writer.WriteStartObject();
            writer.WriteNumber("power", bound.Power);
            writer.WriteNumber("layers", bound.Layers);
            writer.WriteString("widthByEntropy", bound.WidthByEntropy.ToString());
            writer.WriteString("widthByLaps", bound.WidthByLaps?.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        TheoryJson.Write(writer, "theory", Result.Theory);
        writer.WriteStrings("remarks", Result.Remarks);
        writer.WriteEndObject();
    }

    /// <summary>The field <c>bounds</c>.</summary>
    internal static void WriteBounds(Utf8JsonWriter writer, IEnumerable<EntropyBound> bounds)
    {
        writer.WriteStartArray("bounds");
        foreach (EntropyBound bound in bounds)
        {
            writer.WriteStartObject();
            writer.WriteString("theorem", bound.Theorem);
            writer.WriteString("source", bound.Source);
            writer.WriteWord("kind", bound.Kind);
            writer.WriteReal("value", bound.Value);
            writer.WriteWord("evidence", bound.Evidence);
            writer.WriteString("reason", bound.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteIntegers(Utf8JsonWriter writer, string name, IEnumerable<long> numbers)
    {
        writer.WriteStartArray(name);
        foreach (long number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }
}
