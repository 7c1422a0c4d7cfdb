using System.Text.Json;
using TorchDynInspect.Dynamics.Contraction;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// Contraction of a field on a box: <c>bounds</c> [{norm, supremum [lower, upper], everywhere, contracts, parts, evidence}] of the logarithmic norms of Df,
/// <c>forwardInvariant</c> (proved), <c>theory</c>, <c>box</c>, <c>evidence</c>.
/// </summary>
/// <param name="Result">The study.</param>
public sealed record ContractionJson(ContractionResult Result) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteStartArray("bounds");
        foreach (LogarithmicNormBound bound in Result.Bounds)
        {
            writer.WriteStartObject();
            writer.WriteWord("norm", bound.Norm);
            writer.WriteReals("supremum", [bound.Supremum.Lower, bound.Supremum.Upper]);
            writer.WriteReal("everywhere", bound.Everywhere, "no bound beyond the box is known");
            writer.WriteBoolean("contracts", bound.IsContraction);
            writer.WriteNumber("parts", bound.Parts);
            writer.WriteWord("evidence", bound.Evidence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("forwardInvariant", Result.IsForwardInvariant);
        TheoryJson.Write(writer, "theory", Result.Theory);
        writer.WriteBox("box", Result.Box);
        writer.WriteWord("evidence", Result.Evidence);
        writer.WriteEndObject();
    }
}
