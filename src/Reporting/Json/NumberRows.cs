using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TorchDynInspect.Reporting.Json;

/// <summary>Nested lists of numbers on one line, which an indenting JSON writer would spread over a line each.</summary>
internal sealed class NumberRows
{
    private readonly StringBuilder text = new();
    private int count;
    private int notFinite;
    private double firstNotFinite;

    public static NumberRows Of(ReadOnlySpan<double> values)
    {
        NumberRows rows = new();
        rows.Add(values);
        return rows;
    }

    /// <summary>Why a number has no JSON form.</summary>
    public static string Describe(double value) =>
        double.IsNaN(value) ? "not a number" : value > 0 ? "positive infinity" : "negative infinity";

    public void Open()
    {
        Separate();
        text.Append('[');
    }

    public void Close() => text.Append(']');

    public void Add(ReadOnlySpan<double> row)
    {
        Open();
        for (int i = 0; i < row.Length; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            Append(row[i]);
        }

        Close();
    }

    /// <summary>Writes the rows as a field, and the reason beside it when a number is missing.</summary>
    public void WriteTo(Utf8JsonWriter writer, string name)
    {
        writer.WritePropertyName(name);
        WriteTo(writer);
        if (notFinite > 0)
        {
            writer.WriteString(name + "Reason", $"{notFinite} of {count} numbers are not finite, the first is {Describe(firstNotFinite)}");
        }
    }

    public void WriteTo(Utf8JsonWriter writer) => writer.WriteRawValue(text.ToString(), skipInputValidation: true);

    private void Separate()
    {
        if (text.Length > 0 && text[^1] != '[')
        {
            text.Append(',');
        }
    }

    private void Append(double value)
    {
        count++;
        if (double.IsFinite(value))
        {
            text.Append(value.ToString("R", CultureInfo.InvariantCulture));
            return;
        }

        firstNotFinite = notFinite++ == 0 ? value : firstNotFinite;
        text.Append("null");
    }
}
