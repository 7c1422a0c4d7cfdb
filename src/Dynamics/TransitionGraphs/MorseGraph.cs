using System.Collections.Immutable;
using System.Numerics;

namespace TorchDynInspect.Dynamics.TransitionGraphs;

/// <summary>
/// The recurrent components of a transition graph and which leads to which: the coarse, gradient-like picture of the dynamics. Every orbit that stays in
/// the box ends in one node for good, with all its limit points in that node's closed cells.
/// </summary>
/// <param name="Nodes">The recurrent components; an edge leads from a later to an earlier one.</param>
/// <param name="Edges">The transitive reduction of "leads to" between different nodes, by start, then by end.</param>
public sealed record MorseGraph(ImmutableArray<MorseNode> Nodes, ImmutableArray<(int From, int To)> Edges)
{
    /// <summary>Builds it from a graph. O(m·k/64) for k recurrent components and m edges, and O(k³/64) for the reduction.</summary>
    /// <param name="graph">The transition graph's edges.</param>
    /// <param name="leaves">For each node whether it leaves the box.</param>
    public static MorseGraph Of(DirectedGraph graph, IReadOnlyList<bool> leaves)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(leaves);
        Preconditions.RequireLength(leaves.Count, graph.Nodes, "flags of leaving nodes");
        (ImmutableArray<int> componentOf, int count) = graph.StronglyConnectedComponents();
        List<int>[] members = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        bool[] recurrent = new bool[count];
        bool[] wayOut = new bool[count];
        bool[] leaving = new bool[count];
        for (int node = 0; node < graph.Nodes; node++)
        {
            int own = componentOf[node];
            members[own].Add(node);
            leaving[own] |= leaves[node];
            foreach (int target in graph.Targets(node))
            {
                bool inside = componentOf[target] == own;
                recurrent[own] |= inside;
                wayOut[own] |= !inside;
            }
        }

        int[] nodes = [.. Enumerable.Range(0, count).Where(c => recurrent[c])];
        DirectedGraph condensed = DirectedGraph.Of(
            count, graph.AllEdges().Select(e => (componentOf[e.From], componentOf[e.To])).Where(e => e.Item1 != e.Item2));
        return new MorseGraph(
            [.. nodes.Select(c => new MorseNode([.. members[c]], !wayOut[c] && !leaving[c], leaving[c]))],
            Reduced(Reachability(condensed, nodes)));
    }

    // Row i: the Morse nodes that node i leads to, itself not counted. 64 targets at a time are carried up through the components, which come in
    // reverse topological order, so that memory stays linear.
    private static ulong[][] Reachability(DirectedGraph condensed, int[] nodes)
    {
        int words = (nodes.Length + 63) / 64;
        ulong[][] rows = [.. nodes.Select(_ => new ulong[words])];
        ulong[] reached = new ulong[condensed.Nodes];
        for (int word = 0; word < words; word++)
        {
            Array.Clear(reached);
            int morse = 0;
            for (int component = 0; component < condensed.Nodes; component++)
            {
                ulong below = 0;
                foreach (int target in condensed.Targets(component))
                {
                    below |= reached[target];
                }

                if (morse < nodes.Length && nodes[morse] == component)
                {
                    rows[morse][word] = below;
                    below |= morse / 64 == word ? 1UL << morse : 0;
                    morse++;
                }

                reached[component] = below;
            }
        }

        return rows;
    }

    // From the nearest target (the latest in topological order) on: a target that an accepted one leads to is no edge of the reduction.
    private static ImmutableArray<(int From, int To)> Reduced(ulong[][] reachable)
    {
        List<(int, int)> edges = [];
        for (int from = 0; from < reachable.Length; from++)
        {
            ulong[] open = [.. reachable[from]];
            for (int word = open.Length - 1; word >= 0; word--)
            {
                while (open[word] != 0)
                {
                    int bit = 63 - BitOperations.LeadingZeroCount(open[word]);
                    int to = (64 * word) + bit;
                    edges.Add((from, to));
                    open[word] &= ~(1UL << bit);
                    for (int w = 0; w <= word; w++)
                    {
                        open[w] &= ~reachable[to][w];
                    }
                }
            }
        }

        edges.Sort();
        return [.. edges];
    }
}
