using System.Text.Json;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.PeriodicOrbits;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// A search for closed orbits of a flow: <c>orbits</c> [{x, period, periodError, pointError, multipliers, multiplierError, trivialDeviation, divergenceIntegral, stability, judged
/// (always map: moduli against 1), familyDimension, residual, segments, isInside, points, evidence}] (multipliers without the trivial one, 1), <c>families</c> [{representative, dimension, curve (points of
/// other members), periods (theirs), leastPeriod, largestPeriod, found,
/// evidence}], <c>fates</c> {rested, escaped, returned, wandered} of the starts, <c>complete</c>, <c>interrupted</c>, <c>evidence</c> (of the list as a whole), <c>remarks</c>,
/// <c>theory</c>, <c>box</c>, <c>seed</c>, <c>starts</c>.
/// </summary>
/// <param name="Result">The result of the search.</param>
public sealed record PeriodicOrbitsJson(PeriodicOrbitResult Result) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        WriteFields(writer, Result);
        writer.WriteEndObject();
    }

    /// <summary>The fields, without the braces.</summary>
    private static void WriteFields(Utf8JsonWriter writer, PeriodicOrbitResult result)
    {
        writer.WriteStartArray("orbits");
        foreach (PeriodicOrbit orbit in result.Orbits)
        {
            Write(writer, orbit);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("families");
        foreach (PeriodicOrbitFamily family in result.Families)
        {
            Write(writer, family);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("fates");
        writer.WriteNumber("rested", result.Fates.Rested);
        writer.WriteNumber("escaped", result.Fates.Escaped);
        writer.WriteNumber("returned", result.Fates.Returned);
        writer.WriteNumber("wandered", result.Fates.Wandered);
        writer.WriteEndObject();
        writer.WriteBoolean("complete", result.Complete);
        writer.WriteBoolean("interrupted", result.Interrupted);
        writer.WriteWord("evidence", result.Evidence);
        writer.WriteStrings("remarks", result.Remarks);
        TheoryJson.Write(writer, "theory", result.Theory);
        writer.WriteBox("box", result.Box);
        writer.WriteNumber("seed", result.Options.Seed);
        writer.WriteNumber("starts", result.Options.Starts);
    }

    private static void Write(Utf8JsonWriter writer, PeriodicOrbit orbit)
    {
        writer.WriteStartObject();
        writer.WriteReals("x", orbit.X.AsSpan());
        writer.WriteReal("period", orbit.Period);
        writer.WriteReal("periodError", orbit.PeriodError);
        writer.WriteReal("pointError", orbit.PointError);
        writer.WriteComplexes("multipliers", orbit.Multipliers.AsSpan());
        writer.WriteReal("multiplierError", orbit.MultiplierError);
        writer.WriteReal("trivialDeviation", orbit.TrivialDeviation);
        writer.WriteReal("divergenceIntegral", orbit.DivergenceIntegral);
        writer.WriteWord("stability", orbit.Stability);
        // Multipliers are judged by their moduli, as those of the return map.
        writer.WriteWord("judged", SystemKind.Map);
        writer.WriteNumber("familyDimension", orbit.FamilyDimension);
        writer.WriteReal("residual", orbit.Residual);
        writer.WriteNumber("segments", orbit.Segments);
        writer.WriteBoolean("isInside", orbit.IsInside);
        writer.WriteMatrix("points", orbit.Points);
        writer.WriteWord("evidence", orbit.Evidence);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, PeriodicOrbitFamily family)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("representative");
        Write(writer, family.Representative);
        writer.WriteNumber("dimension", family.Dimension);
        writer.WriteMatrix("curve", family.Starts);
        writer.WriteReals("periods", family.Periods.AsSpan());
        writer.WriteReal("leastPeriod", family.LeastPeriod);
        writer.WriteReal("largestPeriod", family.LargestPeriod);
        writer.WriteNumber("found", family.Found);
        writer.WriteWord("evidence", family.Evidence);
        writer.WriteEndObject();
    }
}
