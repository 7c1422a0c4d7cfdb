using System.Collections.Immutable;
using System.Text.Json;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// The spectrum of one matrix: <c>at</c> (when known), <c>eigenvalues</c> [[re, im]…], <c>singularValues</c>, <c>spectralRadius</c>,
/// <c>norm1</c>, <c>norm2</c>, <c>normInfinity</c>, <c>frobenius</c>, <c>gershgorin</c> [{center, radius}…], <c>evidence</c>.
/// </summary>
/// <param name="Spectrum">The spectrum.</param>
/// <param name="At">The point whose linear part it is; null for a matrix that belongs to no point.</param>
public sealed record SpectrumJson(Spectrum Spectrum, ImmutableArray<double>? At = null) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        WriteFields(writer, Spectrum, At);
        writer.WriteWord("evidence", Spectrum.Evidence);
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
}
