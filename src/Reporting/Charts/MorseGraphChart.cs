using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.TransitionGraphs;
using TorchDynInspect.Reporting.Figures;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>
/// A Morse graph in layers: orbits only move down. A node lies one layer above the highest node that it leads to; within a layer, nodes are ordered by the mean place of their neighbours
/// below and above, which keeps crossings few (Sugiyama, Tagawa, Toda, 1981).
/// </summary>
public static class MorseGraphChart
{
    private const int Sweeps = 8;

    /// <summary>Above this number the texts would cover each other.</summary>
    private const int MostPerLayer = 24;

    /// <summary>Draws the graph. O(sweeps·edges).</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="evidence">The evidence of the transition graph behind it.</param>
    /// <param name="caption">A sentence under the picture; null for the chart's own.</param>
    public static Figure Of(MorseGraph graph, EvidenceLevel evidence, string? caption = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int[] layer = Layers(graph);
        double[] place = Places(graph, layer);
        int layers = layer.Length == 0 ? 1 : layer.Max() + 1;
        (Func<MorseNode, bool> Is, string Name, Tone Tone, Glyph Glyph)[] kinds =
        [
            (node => node.IsForwardInvariant, "mapped into itself", Tone.Blue, Glyph.Disc),
            (node => !node.IsForwardInvariant && !node.Leaves, "leads on", Tone.Purple, Glyph.Diamond),
            (node => node.Leaves, "may leave the box", Tone.Vermillion, Glyph.Triangle),
        ];
        return new Figure
        {
            Title = $"Morse graph: {graph.Nodes.Length} recurrent {(graph.Nodes.Length == 1 ? "component" : "components")}",
            Description = Describe(graph, layers),
            Caption = caption ?? "Orbits only move down. Every orbit that stays in the box ends in one node for good.",
            X = new Axis(string.Empty, -0.08, 1.08),
            Y = new Axis(string.Empty, -0.5, layers - 0.5),
            Bare = true,
            Proportion = Math.Clamp(0.18 * layers, 0.2, 1.4),
            Evidence = evidence,
            Marks =
            [
                new SegmentsMark([.. graph.Edges.SelectMany(edge => new[] { place[edge.From], layer[edge.From], place[edge.To], layer[edge.To] })]) { Tone = Tone.Muted },
                .. kinds.Where(kind => graph.Nodes.Any(kind.Is)).Select(kind => Nodes(graph, layer, place, kind)),
            ],
            Notes = layer.CountBy(value => value).Any(pair => pair.Value > MostPerLayer) ? ["A layer has more nodes than the picture can keep apart."] : [],
        };
    }

    private static PointsMark Nodes(MorseGraph graph, int[] layer, double[] place, (Func<MorseNode, bool> Is, string Name, Tone Tone, Glyph Glyph) kind)
    {
        int[] own = [.. Enumerable.Range(0, graph.Nodes.Length).Where(i => kind.Is(graph.Nodes[i]))];
        return new PointsMark([.. own.Select(i => place[i])], [.. own.Select(i => (double)layer[i])])
        {
            Name = kind.Name,
            Tone = kind.Tone,
            Glyph = kind.Glyph,
            Radius = 6,
            Labels = [.. own.Select(i => $"component {i}: {kind.Name}\n{graph.Nodes[i].Cells.Length} {(graph.Nodes[i].Cells.Length == 1 ? "cell" : "cells")}")],
        };
    }

    // An edge leads from a later to an earlier node, so that one pass finds the longest way down.
    private static int[] Layers(MorseGraph graph)
    {
        int[] layer = new int[graph.Nodes.Length];
        foreach ((int from, int to) in graph.Edges.OrderBy(edge => edge.From))
        {
            layer[from] = Math.Max(layer[from], layer[to] + 1);
        }

        return layer;
    }

    private static double[] Places(MorseGraph graph, int[] layer)
    {
        int[][] rows = [.. Enumerable.Range(0, layer.Length).GroupBy(node => layer[node]).OrderBy(group => group.Key).Select(group => group.ToArray())];
        ILookup<int, int> below = graph.Edges.ToLookup(edge => edge.From, edge => edge.To);
        ILookup<int, int> above = graph.Edges.ToLookup(edge => edge.To, edge => edge.From);
        double[] place = new double[layer.Length];
        Array.ForEach(rows, row => Spread(row, place));
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            bool up = sweep % 2 == 0;
            foreach (int[] row in up ? rows : rows.Reverse())
            {
                double[] wish = [.. row.Select(node => (up ? below : above)[node].Select(other => place[other]).DefaultIfEmpty(place[node]).Average())];
                Array.Sort(wish, row);
                Spread(row, place);
            }
        }

        return place;
    }

    private static void Spread(int[] row, double[] place)
    {
        for (int i = 0; i < row.Length; i++)
        {
            place[row[i]] = (i + 0.5) / row.Length;
        }
    }

    private static string Describe(MorseGraph graph, int layers) =>
        $"Morse graph of {graph.Nodes.Length} recurrent components in {layers} {(layers == 1 ? "layer" : "layers")} with {graph.Edges.Length} edges; "
        + $"{graph.Nodes.Count(node => node.IsForwardInvariant)} are mapped into themselves, {graph.Nodes.Count(node => node.Leaves)} may leave the box.";
}
