using System.Collections.Immutable;
using System.Text.Json;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// The spectrum of one matrix: <c>at</c> (when known), <c>eigenvalues</c> [[re, im]…], <c>singularValues</c>, <c>spectralRadius</c>,
/// <c>norm1</c>, <c>norm2</c>, <c>normInfinity</c>, <c>frobenius</c>, <c>gershgorin</c> [{center, radius}…], <c>evidence</c>. Of a network with flow layers also
/// <c>flows</c> [{layer, time, at, spectralAbscissa, field, timeMap}…]: the spectra of Df and of Dφ_T, with the fields above, at the state <c>at</c> where the flow begins.
/// </summary>
/// <param name="Spectrum">The spectrum.</param>
/// <param name="At">The point whose linear part it is; null for a matrix that belongs to no point.</param>
public sealed record SpectrumJson(Spectrum Spectrum, ImmutableArray<double>? At = null) : IJsonResult
{
    /// <summary>The network's flow layers, linearised where the point leads; empty when there are none.</summary>
    public ImmutableArray<FlowSpectrum> Flows { get; init; } = [];

    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        WriteFields(writer, Spectrum, At);
        writer.WriteWord("evidence", Spectrum.Evidence);
        if (!Flows.IsEmpty)
        {
            writer.WriteStartArray("flows");
            foreach (FlowSpectrum flow in Flows)
            {
                Write(writer, flow);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>The fields of one spectrum, without the braces and the evidence.</summary>
    internal static void WriteFields(Utf8JsonWriter writer, Spectrum spectrum, ImmutableArray<double>? at)
    {
        if (at is { } point)
        {
            writer.WriteReals("at", point.AsSpan());
        }

        writer.WriteComplexes("eigenvalues", spectrum.Eigenvalues.AsSpan());
        writer.WriteReals("singularValues", spectrum.SingularValues.AsSpan());
        writer.WriteReal("spectralRadius", spectrum.SpectralRadius, "the matrix is not square");
        writer.WriteReal("norm1", spectrum.Norm1);
        writer.WriteReal("norm2", spectrum.Norm2);
        writer.WriteReal("normInfinity", spectrum.NormInfinity);
        writer.WriteReal("frobenius", spectrum.FrobeniusNorm);
        writer.WriteStartArray("gershgorin");
        foreach (GershgorinDisc disc in spectrum.GershgorinDiscs)
        {
            writer.WriteStartObject();
            writer.WriteReal("center", disc.Center);
            writer.WriteReal("radius", disc.Radius);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, FlowSpectrum flow)
    {
        writer.WriteStartObject();
        writer.WriteNumber("layer", flow.Layer);
        writer.WriteReal("time", flow.Time);
        writer.WriteReals("at", flow.State.AsSpan());
        writer.WriteReal("spectralAbscissa", flow.SpectralAbscissa);
        writer.WriteStartObject("field");
        WriteFields(writer, flow.Field, null);
        writer.WriteWord("evidence", flow.Field.Evidence);
        writer.WriteEndObject();
        writer.WriteStartObject("timeMap");
        WriteFields(writer, flow.TimeMap, null);
        writer.WriteWord("evidence", flow.TimeMap.Evidence);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
