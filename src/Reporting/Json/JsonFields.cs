using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Json;

/// <summary>The kinds of field that results consist of. Numbers that are not finite become null with a reason beside them.</summary>
internal static class JsonFields
{
    /// <summary>A real number; null with <paramref name="reason"/> when there is none.</summary>
    public static void WriteReal(this Utf8JsonWriter writer, string name, double? value, string? reason = null)
    {
        if (value is { } number && double.IsFinite(number))
        {
            writer.WriteNumber(name, number);
            return;
        }

        writer.WriteNull(name);
        writer.WriteString(name + "Reason", value is { } odd ? NumberRows.Describe(odd) : reason ?? "not measured");
    }

    /// <summary>A list of real numbers, on one line.</summary>
    public static void WriteReals(this Utf8JsonWriter writer, string name, ReadOnlySpan<double> values) =>
        NumberRows.Of(values).WriteTo(writer, name);

    /// <summary>A matrix as the list of its rows.</summary>
    public static void WriteMatrix(this Utf8JsonWriter writer, string name, Matrix matrix)
    {
        writer.WriteStartArray(name);
        for (int i = 0; i < matrix.Rows; i++)
        {
            NumberRows.Of(matrix.Row(i)).WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    /// <summary>Complex numbers as pairs [re, im].</summary>
    public static void WriteComplexes(this Utf8JsonWriter writer, string name, ReadOnlySpan<Complex> values)
    {
        NumberRows rows = new();
        rows.Open();
        foreach (Complex value in values)
        {
            rows.Add([value.Real, value.Imaginary]);
        }

        rows.Close();
        rows.WriteTo(writer, name);
    }

    /// <summary>Points of one space, each a list of coordinates.</summary>
    public static void WritePoints(this Utf8JsonWriter writer, string name, IEnumerable<ImmutableArray<double>> points)
    {
        NumberRows rows = new();
        rows.Open();
        foreach (ImmutableArray<double> point in points)
        {
            rows.Add(point.AsSpan());
        }

        rows.Close();
        rows.WriteTo(writer, name);
    }

    /// <summary>A box as one pair [lower, upper] an axis; null when there is none.</summary>
    public static void WriteBox(this Utf8JsonWriter writer, string name, Box? box)
    {
        writer.WritePropertyName(name);
        if (box is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteBoxValue(box);
    }

    /// <summary>A box as one pair [lower, upper] an axis.</summary>
    public static void WriteBoxValue(this Utf8JsonWriter writer, Box box)
    {
        NumberRows rows = new();
        rows.Open();
        for (int i = 0; i < box.Dimension; i++)
        {
            rows.Add([box.Lower[i], box.Upper[i]]);
        }

        rows.Close();
        rows.WriteTo(writer);
    }

    /// <summary>An array of boxes.</summary>
    public static void WriteBoxes(this Utf8JsonWriter writer, string name, IEnumerable<Box> boxes)
    {
        writer.WriteStartArray(name);
        foreach (Box box in boxes)
        {
            writer.WriteBoxValue(box);
        }

        writer.WriteEndArray();
    }

    /// <summary>An array of texts.</summary>
    public static void WriteStrings(this Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    /// <summary>A solver: its name under <paramref name="name"/>, then what it goes by, <c>steps</c> or <c>rtol</c> and <c>atol</c>.</summary>
    public static void WriteSolver(this Utf8JsonWriter writer, string name, FlowSolver solver)
    {
        writer.WriteString(name, solver.Name);
        if (solver.IsAdaptive)
        {
            writer.WriteReal("rtol", solver.RelativeTolerance);
            writer.WriteReal("atol", solver.AbsoluteTolerance);
        }
        else
        {
            writer.WriteNumber("steps", solver.Steps);
        }
    }

    /// <summary>A member of a closed set, as its name in lower case.</summary>
    public static void WriteWord<T>(this Utf8JsonWriter writer, string name, T value)
        where T : struct, Enum => writer.WriteString(name, value.Word());
}
