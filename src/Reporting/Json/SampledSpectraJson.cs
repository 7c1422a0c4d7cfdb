using System.Collections.Immutable;
using System.Text.Json;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// Spectra at points sampled from a box. <c>points</c> holds every sample; the fields of <see cref="SpectrumJson"/> stand beside it for
/// the worst sample, the one with the largest spectral radius (the largest ‖A‖₂ when the matrices are not square). <c>range</c> gives
/// [smallest, largest] of spectral radius and 2-norm over the samples. Evidence is sampled: a larger value may lie between the points.
/// </summary>
public sealed record SampledSpectraJson : IJsonResult
{
    /// <summary>Creates the result.</summary>
    /// <param name="box">The box that was sampled.</param>
    /// <param name="seed">Seed of the sampling.</param>
    /// <param name="points">N points.</param>
    /// <param name="spectra">The N spectra at these points.</param>
    /// <exception cref="InvalidInputException">There is no point, or the two lists differ in length.</exception>
    public SampledSpectraJson(Box box, int seed, IEnumerable<ImmutableArray<double>> points, IEnumerable<Spectrum> spectra)
    {
        (Box, Seed, Points, Spectra) = (box, seed, [.. points], [.. spectra]);
        if (Points.IsEmpty || Points.Length != Spectra.Length)
        {
            throw new InvalidInputException(
                $"sampled spectra: {Points.Length} points and {Spectra.Length} spectra, expected one spectrum a point and at least one");
        }
    }

    /// <summary>The box that was sampled.</summary>
    public Box Box { get; }

    /// <summary>Seed of the sampling.</summary>
    public int Seed { get; }

    /// <summary>The points.</summary>
    public ImmutableArray<ImmutableArray<double>> Points { get; }

    /// <summary>One spectrum a point.</summary>
    public ImmutableArray<Spectrum> Spectra { get; }

    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        int worst = Enumerable.Range(0, Points.Length).MaxBy(i => Spectra[i].SpectralRadius ?? Spectra[i].Norm2);
        writer.WriteStartObject();
        SpectrumJson.WriteFields(writer, Spectra[worst], Points[worst]);
        writer.WriteWord("evidence", EvidenceLevel.Sampled);
        writer.WriteBox("box", Box);
        writer.WriteNumber("samples", Points.Length);
        writer.WriteNumber("seed", Seed);
        writer.WriteStartObject("range");
        if (Spectra[worst].SpectralRadius is not null)
        {
            writer.WriteReals("spectralRadius", [Spectra.Min(s => s.SpectralRadius!.Value), Spectra.Max(s => s.SpectralRadius!.Value)]);
        }

        writer.WriteReals("norm2", [Spectra.Min(s => s.Norm2), Spectra.Max(s => s.Norm2)]);
        writer.WriteEndObject();
        writer.WriteStartArray("points");
        for (int i = 0; i < Points.Length; i++)
        {
            WritePoint(writer, Points[i], Spectra[i]);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePoint(Utf8JsonWriter writer, ImmutableArray<double> point, Spectrum spectrum)
    {
        writer.WriteStartObject();
        writer.WriteReals("x", point.AsSpan());
        writer.WriteComplexes("eigenvalues", spectrum.Eigenvalues.AsSpan());
        writer.WriteReals("singularValues", spectrum.SingularValues.AsSpan());
        writer.WriteReal("spectralRadius", spectrum.SpectralRadius, "the matrix is not square");
        writer.WriteReal("norm2", spectrum.Norm2);
        writer.WriteEndObject();
    }
}
