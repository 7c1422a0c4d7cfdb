using System.Text.Json;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.PeriodicOrbits;

namespace TorchDynInspect.Reporting.Json;

/// <summary>stub until the owner's arrives.</summary>
/// <param name="Result">The result.</param>
public sealed record PeriodicOrbitsJson(PeriodicOrbitResult Result) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteNumber("count", Result.Orbits.Length);
        writer.WriteEndObject();
    }
}
