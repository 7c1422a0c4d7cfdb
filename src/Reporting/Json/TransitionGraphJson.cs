using System.Collections.Immutable;
using System.Text.Json;
using TorchDynInspect.Dynamics.TransitionGraphs;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// A transition graph: <c>cells</c> [{vertices, leaves}], <c>edges</c> and <c>touching</c> (pairs of cells), <c>morse</c> {nodes [{cells, forwardInvariant, leaves}],
/// edges (pairs of nodes)}, <c>forwardInvariant</c> (cells), <c>boxForwardInvariant</c>, <c>refinement</c>, <c>complete</c>, <c>evidence</c>.
/// </summary>
/// <param name="Graph">The graph.</param>
public sealed record TransitionGraphJson(TransitionGraph Graph) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteStartArray("cells");
        foreach ((int i, MapCell cell) in Graph.Cells.Index())
        {
            writer.WriteStartObject();
            RegionOfAttractionJson.WriteVertices(writer, cell.Polytope);
            writer.WriteBoolean("leaves", Graph.Leaves[i]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WritePairs(writer, "edges", Graph.Edges.AllEdges());
        WritePairs(writer, "touching", Graph.Touching);
        writer.WriteStartObject("morse");
        writer.WriteStartArray("nodes");
        foreach (MorseNode node in Graph.Morse.Nodes)
        {
            writer.WriteStartObject();
            writer.WriteReals("cells", [.. node.Cells.Select(cell => (double)cell)]);
            writer.WriteBoolean("forwardInvariant", node.IsForwardInvariant);
            writer.WriteBoolean("leaves", node.Leaves);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WritePairs(writer, "edges", Graph.Morse.Edges);
        writer.WriteEndObject();
        writer.WriteReals("forwardInvariant", [.. Graph.ForwardInvariant.Select(cell => (double)cell)]);
        writer.WriteBoolean("boxForwardInvariant", Graph.IsBoxForwardInvariant);
        writer.WriteNumber("refinement", Graph.Options.Refinement);
        writer.WriteBoolean("complete", Graph.Complete);
        writer.WriteWord("evidence", Graph.Evidence);
        writer.WriteEndObject();
    }

    private static void WritePairs(Utf8JsonWriter writer, string name, IEnumerable<(int From, int To)> pairs) =>
        writer.WritePoints(name, pairs.Select(pair => ImmutableArray.Create<double>(pair.From, pair.To)));
}
