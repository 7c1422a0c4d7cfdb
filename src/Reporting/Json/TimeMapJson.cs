using System.Collections.Immutable;
using System.Text.Json;
using TorchDynInspect.Dynamics.TimeMaps;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// The time-T map of a flow at a point: <c>time</c>, <c>at</c>, <c>state</c>, <c>jacobian</c>, the fields of a spectrum (of the Jacobian), <c>logDeterminant</c>, <c>displacement</c>,
/// <c>stateError</c>, <c>jacobianError</c>, <c>cycles</c> [{period, turns, orbitPeriod, x, mismatch, tolerance, evidence}] (circles of periodic points, when they were looked for),
/// <c>evidence</c>.
/// </summary>
/// <param name="Reading">The reading.</param>
/// <param name="Cycles">Circles of periodic points of the same map; empty when they were not looked for.</param>
public sealed record TimeMapJson(TimeMapReading Reading, ImmutableArray<TimeMapCycle> Cycles) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteReal("time", Reading.Map.Time);
        writer.WriteReals("state", Reading.Map.State.AsSpan());
        writer.WriteMatrix("jacobian", Reading.Map.Jacobian!);
        SpectrumJson.WriteFields(writer, Reading.Spectrum, Reading.Map.Start);
        writer.WriteReal("logDeterminant", Reading.LogDeterminant);
        writer.WriteReal("displacement", Reading.Displacement);
        writer.WriteReal("stateError", Reading.StateError);
        writer.WriteReal("jacobianError", Reading.JacobianError);
        writer.WriteStartArray("cycles");
        foreach (TimeMapCycle cycle in Cycles)
        {
            writer.WriteStartObject();
            writer.WriteNumber("period", cycle.Period);
            writer.WriteNumber("turns", cycle.Turns);
            writer.WriteReal("orbitPeriod", cycle.Orbit.Period);
            writer.WriteReals("x", cycle.Orbit.X.AsSpan());
            writer.WriteReal("mismatch", cycle.Mismatch);
            writer.WriteReal("tolerance", cycle.Tolerance);
            writer.WriteWord("evidence", cycle.Evidence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteWord("evidence", Reading.Evidence);
        writer.WriteEndObject();
    }
}
