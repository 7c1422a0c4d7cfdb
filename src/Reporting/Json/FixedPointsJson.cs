using System.Text.Json;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// A search for fixed points and cycles: <c>points</c> [{x, eigenvalues, stability, judged, enclosure, residual, evidence}],
/// <c>cycles</c> [{period, points, multipliers, stability, judged, residual, evidence}], <c>continua</c> [{rows of [A | b]}],
/// <c>unresolved</c> (boxes), <c>complete</c>, <c>interrupted</c>, <c>evidence</c> (of the list as a whole), <c>remarks</c> (sentences),
/// <c>theory</c>, <c>box</c>, <c>period</c>, <c>seed</c>, <c>starts</c>. Boxes and enclosures are one pair [lower, upper] an axis.
/// </summary>
/// <param name="Result">The result of the search.</param>
public sealed record FixedPointsJson(FixedPointResult Result) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteStartArray("points");
        foreach (FixedPoint point in Result.Points)
        {
            WritePoint(writer, point);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("cycles");
        foreach (Cycle cycle in Result.Cycles)
        {
            WriteCycle(writer, cycle);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("continua");
        foreach (Matrix polyhedron in Result.Continua)
        {
            writer.WriteStartObject();
            writer.WriteMatrix("rows", polyhedron);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("unresolved");
        foreach (Box box in Result.Unresolved)
        {
            writer.WriteBoxValue(box);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("complete", Result.Complete);
        writer.WriteBoolean("interrupted", Result.Interrupted);
        writer.WriteWord("evidence", Result.Evidence);
        writer.WriteStartArray("remarks");
        foreach (string remark in Result.Remarks)
        {
            writer.WriteStringValue(remark);
        }

        writer.WriteEndArray();
        TheoryJson.Write(writer, "theory", Result.Theory);
        writer.WriteBox("box", Result.Box);
        writer.WriteNumber("period", Result.Options.Period);
        writer.WriteNumber("seed", Result.Options.Seed);
        writer.WriteNumber("starts", Result.Options.Starts);
        writer.WriteEndObject();
    }

    private static void WritePoint(Utf8JsonWriter writer, FixedPoint point)
    {
        writer.WriteStartObject();
        writer.WriteReals("x", point.X.AsSpan());
        writer.WriteComplexes("eigenvalues", point.Eigenvalues.AsSpan());
        writer.WriteWord("stability", point.Stability);
        writer.WriteWord("judged", point.Judged);
        writer.WriteBox("enclosure", point.Enclosure);
        writer.WriteReal("residual", point.Residual);
        writer.WriteWord("evidence", point.Evidence);
        writer.WriteEndObject();
    }

    private static void WriteCycle(Utf8JsonWriter writer, Cycle cycle)
    {
        writer.WriteStartObject();
        writer.WriteNumber("period", cycle.Period);
        writer.WritePoints("points", cycle.Points);
        writer.WriteComplexes("multipliers", cycle.Multipliers.AsSpan());
        writer.WriteWord("stability", cycle.Stability);
        writer.WriteWord("judged", SystemKind.Map);
        writer.WriteReal("residual", cycle.Residual);
        writer.WriteWord("evidence", cycle.Evidence);
        writer.WriteEndObject();
    }
}
