using System.Text.Json;
using TorchDynInspect.Dynamics.Volume;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// The change of volume along a trajectory: <c>start</c>, <c>time</c>, <c>divergenceIntegral</c>, <c>logDeterminant</c>, <c>difference</c>, <c>error</c>, <c>keepsOrientation</c>,
/// <c>theory</c> (Liouville's formula), <c>evidence</c>.
/// </summary>
/// <param name="Change">The reading.</param>
public sealed record VolumeChangeJson(VolumeChange Change) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteReals("start", Change.Start.AsSpan());
        writer.WriteReal("time", Change.Time);
        writer.WriteReal("divergenceIntegral", Change.DivergenceIntegral);
        writer.WriteReal("logDeterminant", Change.LogDeterminant);
        writer.WriteReal("difference", Change.Difference);
        writer.WriteReal("error", Change.Error);
        writer.WriteBoolean("keepsOrientation", Change.KeepsOrientation);
        TheoryJson.Write(writer, "theory", [Change.Liouville]);
        writer.WriteWord("evidence", Change.Evidence);
        writer.WriteEndObject();
    }
}
