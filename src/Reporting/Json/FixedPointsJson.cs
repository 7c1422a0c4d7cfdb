using System.Text.Json;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.PeriodicOrbits;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// A search for fixed points and cycles: <c>points</c> [{x, eigenvalues, eigenvalueRadii, stability, judged, stabilityEvidence, onKink, remark, enclosure, residual, evidence}],
/// <c>equilibria</c> (of a network that is the flow of a field: the field's, as <c>points</c>, judged by Re λ of its Jacobian; empty otherwise),
/// <c>cycles</c> [{period, points, multipliers, multiplierRadii, stability, judged, stabilityEvidence, onKink, remark, enclosures, residual, evidence}],
/// <c>continua</c> [{period, dimension, pieces [{vertices}], bounds, evidence}], <c>unresolved</c> (boxes), <c>complete</c>, <c>interrupted</c>,
/// <c>evidence</c> (of the list as a whole), <c>remarks</c> (sentences), <c>theory</c>, <c>box</c>, <c>method</c>, <c>period</c>, <c>seed</c>, <c>starts</c> (both of
/// Newton's method). Boxes and enclosures are one pair [lower, upper] an axis. <c>periodicOrbits</c> is the search for closed
/// orbits of the field, when it was asked for.
/// </summary>
/// <param name="Result">The result of the search.</param>
public sealed record FixedPointsJson(FixedPointResult Result) : IJsonResult
{
    /// <summary>Closed orbits of the field; null when not asked for.</summary>
    public PeriodicOrbitResult? PeriodicOrbits { get; init; }

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
        writer.WriteStartArray("equilibria");
        foreach (FixedPoint equilibrium in Result.Equilibria)
        {
            WritePoint(writer, equilibrium);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("cycles");
        foreach (Cycle cycle in Result.Cycles)
        {
            WriteCycle(writer, cycle);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("continua");
        foreach (FixedPointContinuum continuum in Result.Continua)
        {
            WriteContinuum(writer, continuum);
        }

        writer.WriteEndArray();
        writer.WriteBoxes("unresolved", Result.Unresolved);
        writer.WriteBoolean("complete", Result.Complete);
        writer.WriteBoolean("interrupted", Result.Interrupted);
        writer.WriteWord("evidence", Result.Evidence);
        writer.WriteStrings("remarks", Result.Remarks);
        TheoryJson.Write(writer, "theory", Result.Theory);
        writer.WriteBox("box", Result.Box);
        writer.WriteWord("method", Result.Method);
        writer.WriteNumber("period", Result.Options.Period);
        writer.WriteNumber("seed", Result.Options.Seed);
        writer.WriteNumber("starts", Result.Options.Starts);
        if (PeriodicOrbits is not null)
        {
            writer.WritePropertyName("periodicOrbits");
            new PeriodicOrbitsJson(PeriodicOrbits).WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void WritePoint(Utf8JsonWriter writer, FixedPoint point)
    {
        writer.WriteStartObject();
        writer.WriteReals("x", point.X.AsSpan());
        writer.WriteComplexes("eigenvalues", point.Eigenvalues.AsSpan());
        writer.WriteReals("eigenvalueRadii", point.EigenvalueRadii.AsSpan());
        writer.WriteWord("stability", point.Stability);
        writer.WriteWord("judged", point.Judged);
        writer.WriteWord("stabilityEvidence", point.StabilityEvidence);
        writer.WriteBoolean("onKink", point.OnKink);
        writer.WriteString("remark", point.Remark);
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
        writer.WriteReals("multiplierRadii", cycle.MultiplierRadii.AsSpan());
        writer.WriteWord("stability", cycle.Stability);
        writer.WriteWord("judged", SystemKind.Map);
        writer.WriteWord("stabilityEvidence", cycle.StabilityEvidence);
        writer.WriteBoolean("onKink", cycle.OnKink);
        writer.WriteString("remark", cycle.Remark);
        writer.WriteBoxes("enclosures", cycle.Enclosures);
        writer.WriteReal("residual", cycle.Residual);
        writer.WriteWord("evidence", cycle.Evidence);
        writer.WriteEndObject();
    }

    private static void WriteContinuum(Utf8JsonWriter writer, FixedPointContinuum continuum)
    {
        writer.WriteStartObject();
        writer.WriteNumber("period", continuum.Period);
        writer.WriteNumber("dimension", continuum.Dimension);
        writer.WriteStartArray("pieces");
        foreach (Matrix vertices in continuum.Pieces)
        {
            writer.WriteStartObject();
            writer.WriteMatrix("vertices", vertices);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBox("bounds", continuum.Bounds);
        writer.WriteWord("evidence", continuum.Evidence);
        writer.WriteEndObject();
    }
}
