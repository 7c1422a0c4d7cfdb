using System.Text.Json;
using TorchDynInspect.Dynamics.Stiffness;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// Stiffness along a trajectory: <c>stiff</c>, <c>decayTime</c> (max |Re λ|·T over decaying eigenvalues), <c>threshold</c>, <c>largestRatio</c>, <c>spectralRadiusTime</c>,
/// <c>largestMu</c> and <c>integratedMu</c> {one, two, infinity}, <c>contractsAtSamples</c>, <c>duration</c>, <c>evidence</c>, <c>samples</c> [{time, x, eigenvalues, ratio,
/// fastestDecay, divergence, mu}].
/// </summary>
/// <param name="Result">The reading.</param>
public sealed record StiffnessJson(StiffnessResult Result) : IJsonResult
{
    private const string NoRatio = "fewer than two eigenvalues with negative real part";

    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteBoolean("stiff", Result.IsStiff);
        writer.WriteReal("decayTime", Result.DecayTime);
        writer.WriteReal("threshold", Result.Options.DecayThreshold);
        writer.WriteReal("largestRatio", Result.LargestRatio, NoRatio);
        writer.WriteReal("spectralRadiusTime", Result.SpectralRadiusTime);
        WriteMu(writer, "largestMu", Result.LargestMu);
        WriteMu(writer, "integratedMu", Result.IntegratedMu);
        writer.WriteBoolean("contractsAtSamples", Result.ContractsAtSamples);
        writer.WriteReal("duration", Result.Duration);
        writer.WriteWord("evidence", Result.Evidence);
        writer.WriteStartArray("samples");
        foreach (StiffnessSample sample in Result.Samples)
        {
            writer.WriteStartObject();
            writer.WriteReal("time", sample.Time);
            writer.WriteReals("x", sample.X.AsSpan());
            writer.WriteComplexes("eigenvalues", sample.Eigenvalues.AsSpan());
            writer.WriteReal("ratio", sample.Ratio, NoRatio);
            writer.WriteReal("fastestDecay", sample.FastestDecay);
            writer.WriteReal("divergence", sample.Divergence);
            WriteMu(writer, "mu", (sample.Mu1, sample.Mu2, sample.MuInfinity));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteMu(Utf8JsonWriter writer, string name, (double One, double Two, double Infinity) mu)
    {
        writer.WriteStartObject(name);
        writer.WriteReal("one", mu.One);
        writer.WriteReal("two", mu.Two);
        writer.WriteReal("infinity", mu.Infinity);
        writer.WriteEndObject();
    }
}
