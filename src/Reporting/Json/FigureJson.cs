using System.Text.Json;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// A picture for scripts: <c>title</c>, <c>description</c>, <c>evidence</c>, <c>x</c> and <c>y</c> {label, min, max, scale}, <c>notes</c>,
/// and <c>series</c> [{name, x, y}…], its lines and points of data (fields and mosaics are left to the page).
/// </summary>
/// <param name="Figure">The picture.</param>
public sealed record FigureJson(Figure Figure) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("title", Figure.Title);
        writer.WriteString("description", Figure.Description);
        writer.WriteString("evidence", Figure.Evidence?.Word());
        WriteAxis(writer, "x", Figure.X);
        WriteAxis(writer, "y", Figure.Y);
        writer.WriteStartArray("notes");
        foreach (string note in Figure.Notes)
        {
            writer.WriteStringValue(note);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("series");
        foreach (Mark mark in Figure.Marks.Where(mark => mark.Name is not null))
        {
            WriteSeries(writer, mark);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteAxis(Utf8JsonWriter writer, string name, Axis axis)
    {
        writer.WriteStartObject(name);
        writer.WriteString("label", axis.Label);
        writer.WriteReal("min", axis.Min);
        writer.WriteReal("max", axis.Max);
        writer.WriteWord("scale", axis.Scale);
        writer.WriteEndObject();
    }

    private static void WriteSeries(Utf8JsonWriter writer, Mark mark)
    {
        (ReadOnlyMemory<double> x, ReadOnlyMemory<double> y) = mark switch
        {
            LineMark line => (line.X.AsMemory(), line.Y.AsMemory()),
            PointsMark points => (points.X.AsMemory(), points.Y.AsMemory()),
            _ => default,
        };
        if (!x.IsEmpty)
        {
            writer.WriteStartObject();
            writer.WriteString("name", mark.Name);
            writer.WriteReals("x", x.Span);
            writer.WriteReals("y", y.Span);
            writer.WriteEndObject();
        }
    }
}
