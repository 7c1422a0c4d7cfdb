using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Training;

/// <summary>
/// One record as one line of JSON. Numbers are written shortest-round-trip; NaN and the infinities, which JSON does not have, as the
/// strings "NaN", "Infinity" and "-Infinity". Times are ticks of 100 ns turned to seconds, exact to the tick.
/// </summary>
internal static class RecordJson
{
    public const string Format = "torch-dyn-inspect/records/1";

    public static byte[] Header() => Line(writer => writer.WriteString("format", Format));

    public static byte[] Lost(long lines) => Line(writer => writer.WriteNumber("lost", lines));

    public static byte[] Write(InspectionRecord record) => Line(writer =>
    {
        writer.WriteNumber("epoch", record.Epoch);
        writer.WriteNumber("step", record.Step);
        writer.WriteNumber("seconds", record.WallTime.TotalSeconds);
        writer.WriteString("inspector", record.Inspector);
        writer.WriteString("outcome", Name(record.Outcome));
        writer.WriteNumber("cost", record.Cost.TotalSeconds);
        if (record.SkippedBefore != 0)
        {
            writer.WriteNumber("skippedBefore", record.SkippedBefore);
        }

        if (record.Reason is not null)
        {
            writer.WriteString("reason", record.Reason);
        }

        if (record.Fault is { } fault)
        {
            writer.WriteStartObject("fault");
            writer.WriteString("type", fault.Type);
            writer.WriteString("message", fault.Message);
            writer.WriteEndObject();
        }

        if (!record.Metrics.IsEmpty)
        {
            writer.WriteStartArray("metrics");
            foreach (Metric metric in record.Metrics)
            {
                WriteMetric(writer, metric);
            }

            writer.WriteEndArray();
        }
    });

    /// <summary>Reads a record's line; null for a line of another kind (header, count of lost lines).</summary>
    public static InspectionRecord? Read(ReadOnlyMemory<byte> line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        if (!root.TryGetProperty("inspector", out JsonElement inspector))
        {
            return null;
        }

        return new InspectionRecord
        {
            Epoch = root.GetProperty("epoch").GetInt32(),
            Step = root.GetProperty("step").GetInt64(),
            WallTime = Seconds(root.GetProperty("seconds")),
            Inspector = inspector.GetString()!,
            Outcome = Parse<InspectionOutcome>(root.GetProperty("outcome")),
            Cost = Seconds(root.GetProperty("cost")),
            SkippedBefore = root.TryGetProperty("skippedBefore", out JsonElement skipped) ? skipped.GetInt64() : 0,
            Reason = root.TryGetProperty("reason", out JsonElement reason) ? reason.GetString() : null,
            Fault = root.TryGetProperty("fault", out JsonElement fault)
                ? new InspectionFault(fault.GetProperty("type").GetString()!, fault.GetProperty("message").GetString()!)
                : null,
            Metrics = root.TryGetProperty("metrics", out JsonElement metrics) ? [.. metrics.EnumerateArray().Select(ReadMetric)] : [],
        };
    }

    private static byte[] Line(Action<Utf8JsonWriter> fields)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteMetric(Utf8JsonWriter writer, Metric metric)
    {
        writer.WriteStartObject();
        writer.WriteString("name", metric.Name);
        writer.WriteString("unit", metric.Descriptor.Unit);
        writer.WriteString("evidence", Name(metric.Descriptor.Evidence));
        writer.WriteString("kind", Name(metric.Descriptor.Kind));
        if (metric.Subject is not null)
        {
            writer.WriteString("subject", metric.Subject);
        }

        writer.WritePropertyName("value");
        switch (metric.Descriptor.Kind)
        {
            case MetricKind.Scalar:
                WriteNumber(writer, metric.Values[0]);
                break;
            case MetricKind.Label:
                writer.WriteStringValue(metric.Label);
                break;
            default:
                writer.WriteStartArray();
                WriteList(writer, metric);
                writer.WriteEndArray();
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, Metric metric)
    {
        bool complex = metric.Descriptor.Kind == MetricKind.Complex;
        for (int i = 0; i < metric.Values.Length; i++)
        {
            if (complex && i % 2 == 0)
            {
                writer.WriteStartArray();
            }

            WriteNumber(writer, metric.Values[i]);
            if (complex && i % 2 == 1)
            {
                writer.WriteEndArray();
            }
        }
    }

    private static Metric ReadMetric(JsonElement element)
    {
        MetricDescriptor descriptor = new(
            element.GetProperty("name").GetString()!,
            element.GetProperty("unit").GetString()!,
            Parse<EvidenceLevel>(element.GetProperty("evidence")),
            Parse<MetricKind>(element.GetProperty("kind")));
        JsonElement value = element.GetProperty("value");
        ImmutableArray<double> values = descriptor.Kind switch
        {
            MetricKind.Scalar => [Number(value)],
            MetricKind.Label => [],
            MetricKind.Complex => [.. value.EnumerateArray().SelectMany(z => z.EnumerateArray().Select(Number))],
            _ => [.. value.EnumerateArray().Select(Number)],
        };
        return new Metric(
            descriptor,
            values,
            descriptor.Kind == MetricKind.Label ? value.GetString() : null,
            element.TryGetProperty("subject", out JsonElement subject) ? subject.GetString() : null);
    }

    private static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetDouble();

    private static TimeSpan Seconds(JsonElement value) => TimeSpan.FromTicks((long)Math.Round(value.GetDouble() * TimeSpan.TicksPerSecond));

    private static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static TEnum Parse<TEnum>(JsonElement value)
        where TEnum : struct, Enum => Enum.TryParse(value.GetString(), ignoreCase: true, out TEnum parsed) && Enum.IsDefined(parsed)
            ? parsed
            : throw new JsonException($"\"{value}\" is not a {typeof(TEnum).Name}");
}
