using System.Text.Json;
using TorchDynInspect.Dynamics.Volume;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// The divergence of a field over a box: <c>infimum</c> and <c>supremum</c> ([lower, upper], each enclosed), <c>sign</c> (−1 volume contracts, 1 it expands, 0 not proved), <c>theory</c>
/// (Bendixson's criterion, in the plane), <c>parts</c>, <c>box</c>, <c>evidence</c>.
/// </summary>
/// <param name="Range">The bounds.</param>
public sealed record DivergenceJson(DivergenceRange Range) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteReals("infimum", [Range.Infimum.Lower, Range.Infimum.Upper]);
        writer.WriteReals("supremum", [Range.Supremum.Lower, Range.Supremum.Upper]);
        writer.WriteNumber("sign", Range.Sign);
        TheoryJson.Write(writer, "theory", Range.Bendixson is { } entry ? [entry] : []);
        writer.WriteNumber("parts", Range.Parts);
        writer.WriteBox("box", Range.Box);
        writer.WriteWord("evidence", Range.Evidence);
        writer.WriteEndObject();
    }
}
