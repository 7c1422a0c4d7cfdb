using System.Collections.Immutable;
using System.Text.Json;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Reporting.Json;

/// <summary>The affine map f(x) = A x + b at a point: <c>A</c> (rows), <c>b</c>, <c>form</c>, <c>at</c>, <c>evidence</c>.</summary>
/// <param name="Map">The map.</param>
/// <param name="At">The point x.</param>
public sealed record AffineMapJson(AffineMap Map, ImmutableArray<double> At) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteReals("at", At.AsSpan());
        writer.WriteWord("form", Map.Form);
        writer.WriteMatrix("A", Map.A);
        writer.WriteReals("b", Map.B.AsSpan());
        writer.WriteWord("evidence", EvidenceLevel.Numerical);
        writer.WriteEndObject();
    }
}
