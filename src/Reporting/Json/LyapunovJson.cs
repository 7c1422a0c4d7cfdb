using System.Collections.Immutable;
using System.Text.Json;
using TorchDynInspect.Dynamics.Lyapunov;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// Lyapunov exponents, one entry an orbit: <c>spectra</c> [{system, start, end, exponents [{value, error, correlationTime}], sum, meanLogVolume, kaplanYorkeDimension, verdict, reason,
/// transient, duration, interval, statistics, evidence}]. Errors are half widths of 95 % intervals.
/// </summary>
/// <param name="Spectra">The spectra.</param>
public sealed record LyapunovJson(ImmutableArray<LyapunovSpectrum> Spectra) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteStartArray("spectra");
        foreach (LyapunovSpectrum spectrum in Spectra)
        {
            Write(writer, spectrum);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LyapunovSpectrum spectrum)
    {
        writer.WriteStartObject();
        writer.WriteWord("system", spectrum.System);
        writer.WriteReals("start", spectrum.Start.AsSpan());
        writer.WriteReals("end", spectrum.End.AsSpan());
        writer.WriteStartArray("exponents");
        foreach (LyapunovExponent exponent in spectrum.Exponents)
        {
            writer.WriteStartObject();
            writer.WriteReal("value", exponent.Value);
            writer.WriteReal("error", exponent.Error);
            writer.WriteReal("correlationTime", exponent.CorrelationTime);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteReal("sum", spectrum.Sum, "not all exponents were asked for");
        writer.WriteReal("meanLogVolume", spectrum.MeanLogVolume);
        writer.WriteReal("kaplanYorkeDimension", spectrum.KaplanYorkeDimension, "the verdict is undecided, or more exponents are needed");
        writer.WriteWord("verdict", spectrum.Verdict);
        writer.WriteString("reason", spectrum.Reason);
        writer.WriteReal("transient", spectrum.Transient);
        writer.WriteReal("duration", spectrum.Duration);
        writer.WriteReal("interval", spectrum.Interval);
        writer.WriteStartObject("statistics");
        writer.WriteNumber("evaluations", spectrum.Statistics.Evaluations);
        writer.WriteNumber("jacobianEvaluations", spectrum.Statistics.JacobianEvaluations);
        writer.WriteNumber("accepted", spectrum.Statistics.Accepted);
        writer.WriteNumber("rejected", spectrum.Statistics.Rejected);
        writer.WriteEndObject();
        writer.WriteWord("evidence", spectrum.Evidence);
        writer.WriteEndObject();
    }
}
