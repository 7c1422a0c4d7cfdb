using System.Collections.Immutable;
using System.Text.Json;
using TorchDynInspect.Dynamics.Attraction;
using TorchDynInspect.Dynamics.Cells.Polytopes;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// A region of attraction: <c>fixedPoint</c>, <c>inner</c> {halfspaces (rows normal…, offset), vertices, volume, contraction, evidence} or null with <c>reason</c>,
/// <c>steps</c> [{step, added, volume, polytopes [{vertices}]}], <c>volume</c>, <c>end</c>, <c>evidence</c>. Step t lists what it adds to step t − 1; vertices of
/// polygons come in counterclockwise order.
/// </summary>
/// <param name="Region">The region.</param>
public sealed record RegionOfAttractionJson(RegionOfAttraction Region) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteReals("fixedPoint", Region.FixedPoint.AsSpan());
        WriteInner(writer, Region.Inner);
        writer.WriteString("reason", Region.Reason.Length == 0 ? null : Region.Reason);
        double volume = 0;
        writer.WriteStartArray("steps");
        foreach (AttractionShell shell in Region.Shells)
        {
            volume += shell.Volume;
            writer.WriteStartObject();
            writer.WriteNumber("step", shell.Step);
            writer.WriteReal("added", shell.Volume);
            writer.WriteReal("volume", volume);
            writer.WriteStartArray("polytopes");
            foreach (ConvexPolytope polytope in shell.Polytopes)
            {
                writer.WriteStartObject();
                WriteVertices(writer, polytope);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteReal("volume", volume);
        writer.WriteWord("end", Region.End);
        writer.WriteWord("evidence", Region.Evidence);
        writer.WriteBox("box", Region.Box);
        writer.WriteEndObject();
    }

    internal static void WriteVertices(Utf8JsonWriter writer, ConvexPolytope polytope)
    {
        IEnumerable<int> order = polytope.Dimension == 2 ? polytope.Outline() : Enumerable.Range(0, polytope.VertexCount);
        writer.WritePoints("vertices", order.Select(v => ImmutableArray.Create(polytope.Vertex(v))));
    }

    private static void WriteInner(Utf8JsonWriter writer, InnerRegion? inner)
    {
        if (inner is null)
        {
            writer.WriteNull("inner");
            return;
        }

        writer.WriteStartObject("inner");
        writer.WritePoints("halfspaces", inner.Domain.Halfspaces.Select(h => h.Normal.Add(h.Offset)));
        WriteVertices(writer, inner.Polytope);
        writer.WriteReal("volume", inner.Polytope.Volume);
        writer.WriteReal("contraction", inner.Contraction);
        writer.WriteWord("evidence", inner.Evidence);
        writer.WriteEndObject();
    }
}
