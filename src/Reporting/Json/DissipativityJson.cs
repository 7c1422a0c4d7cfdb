using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using TorchDynInspect.Dynamics.Attraction;
using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Suprema;
using TorchDynInspect.Dynamics.TransitionGraphs;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// Stability on a box: <c>lipschitz</c> (the least Lipschitz constant there in the 2-norm), <c>norms</c> [{norm, a, b, valueAtOrigin, global, radius, evidence}], <c>suprema</c>
/// {norm2, normInfinity, spectralRadius: {value, x}}, <c>dissipative</c> {holds, norm, a, beta, radius, attracts}, <c>boxForwardInvariant</c>, <c>image</c>,
/// <c>verdicts</c> [{x, stability, spectralRadius, eigenvalues, evidence, attraction}], <c>transitionGraph</c> (null unless asked for), <c>theory</c>, <c>cells</c>,
/// <c>complete</c>, <c>interrupted</c>, <c>evidence</c>, <c>box</c>.
/// </summary>
/// <param name="Result">The study.</param>
/// <param name="Regions">Regions of attraction, one for each fixed point; null where none was computed.</param>
/// <param name="Graph">The transition graph; null when it was not asked for.</param>
public sealed record DissipativityJson(DissipativityResult Result, ImmutableArray<RegionOfAttraction?> Regions, TransitionGraph? Graph = null) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteReal("lipschitz", Result.Growth.IsEmpty ? null : Result.Growth[(int)VectorNorm.Two].A, "not every cell was seen");
        writer.WriteStartArray("norms");
        foreach (GrowthBound bound in Result.Growth)
        {
            writer.WriteStartObject();
            writer.WriteWord("norm", bound.Norm);
            writer.WriteReal("a", bound.A);
            writer.WriteReal("b", bound.SupremumB);
            writer.WriteReal("valueAtOrigin", bound.ValueAtOrigin, "the origin is not in the box");
            writer.WriteReal("global", bound.Global);
            writer.WriteReal("radius", bound.Radius, "a is not below 1");
            writer.WriteWord("evidence", bound.Evidence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("suprema");
        WriteSupremum(writer, "norm2", Result.Suprema.Norm2);
        WriteSupremum(writer, "normInfinity", Result.Suprema.NormInfinity);
        WriteSupremum(writer, "spectralRadius", Result.Suprema.SpectralRadius);
        writer.WriteEndObject();
        WriteDissipative(writer);
        if (Result.Invariance.IsForwardInvariant is { } invariant)
        {
            writer.WriteBoolean("boxForwardInvariant", invariant);
        }
        else
        {
            writer.WriteNull("boxForwardInvariant");
        }

        writer.WriteWord("boxForwardInvariantEvidence", Result.Invariance.Evidence);
        writer.WriteBox("image", Result.Invariance.Image);
        writer.WriteStartArray("verdicts");
        foreach ((int i, FixedPoint point) in Result.FixedPoints.Points.Index())
        {
            WriteVerdict(writer, point, Regions[i]);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("transitionGraph");
        if (Graph is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            new TransitionGraphJson(Graph).WriteTo(writer);
        }

        TheoryJson.Write(writer, "theory", Result.Theory);
        writer.WriteNumber("cells", Result.Suprema.Cells);
        writer.WriteBoolean("complete", Result.Complete);
        writer.WriteBoolean("interrupted", Result.Interrupted);
        writer.WriteWord("evidence", Result.Evidence);
        writer.WriteBox("box", Result.Box);
        writer.WriteEndObject();
    }

    private static void WriteSupremum(Utf8JsonWriter writer, string name, Supremum? supremum)
    {
        if (supremum is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteReal("value", supremum.Value);
        writer.WriteReals("x", supremum.X.AsSpan());
        writer.WriteWord("evidence", supremum.Evidence);
        writer.WriteEndObject();
    }

    private void WriteDissipative(Utf8JsonWriter writer)
    {
        GrowthBound? ball = Result.Absorbing;
        writer.WriteStartObject("dissipative");
        writer.WriteBoolean("holds", ball is not null);
        if (ball is not null)
        {
            writer.WriteWord("norm", ball.Norm);
            writer.WriteReal("a", ball.A);
            writer.WriteReal("beta", ball.Beta);
            writer.WriteReal("radius", ball.Radius);
            writer.WriteReal("attracts", ball.LargestBall);
        }

        writer.WriteWord("evidence", ball?.Evidence ?? Result.Evidence);
        writer.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter writer, FixedPoint point, RegionOfAttraction? region)
    {
        writer.WriteStartObject();
        writer.WriteReals("x", point.X.AsSpan());
        writer.WriteWord("stability", point.Stability);
        writer.WriteReal("spectralRadius", point.Eigenvalues.IsEmpty ? null : point.Eigenvalues.Max(Complex.Abs));
        writer.WriteComplexes("eigenvalues", point.Eigenvalues.AsSpan());
        writer.WriteWord("evidence", point.StabilityEvidence);
        writer.WritePropertyName("attraction");
        if (region is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            new RegionOfAttractionJson(region).WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
