using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.TransitionGraphs;

/// <summary>A finite directed graph on the nodes 0 … n − 1, loops allowed, in compressed rows: the targets of node i lie together, in increasing order.</summary>
public sealed class DirectedGraph
{
    private readonly int[] starts;
    private readonly int[] targets;

    private DirectedGraph(int[] starts, int[] targets)
    {
        this.starts = starts;
        this.targets = targets;
    }

    /// <summary>How many nodes there are.</summary>
    public int Nodes => starts.Length - 1;

    /// <summary>How many edges there are; several edges from one node to another count once.</summary>
    public int Edges => targets.Length;

    /// <summary>Builds a graph. O(n + m log m).</summary>
    /// <param name="nodes">n.</param>
    /// <param name="edges">The edges, in any order; repetitions are dropped.</param>
    /// <exception cref="ArgumentOutOfRangeException">An edge leaves the range 0 … n − 1.</exception>
    public static DirectedGraph Of(int nodes, IEnumerable<(int From, int To)> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentOutOfRangeException.ThrowIfNegative(nodes);
        long[] keys = [.. edges.Select(edge =>
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)edge.From, (uint)nodes, nameof(edges));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)edge.To, (uint)nodes, nameof(edges));
            return ((long)edge.From << 32) | (uint)edge.To;
        })];
        Array.Sort(keys);
        int[] starts = new int[nodes + 1];
        List<int> targets = new(keys.Length);
        for (int i = 0; i < keys.Length; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
            {
                targets.Add((int)keys[i]);
                starts[(int)(keys[i] >> 32) + 1]++;
            }
        }

        for (int node = 0; node < nodes; node++)
        {
            starts[node + 1] += starts[node];
        }

        return new DirectedGraph(starts, [.. targets]);
    }

    /// <summary>The nodes to which an edge leads from a node, in increasing order.</summary>
    /// <param name="node">The node.</param>
    public ReadOnlySpan<int> Targets(int node) => targets.AsSpan(starts[node], starts[node + 1] - starts[node]);

    /// <summary>Whether an edge leads from one node to another. O(log degree).</summary>
    /// <param name="from">Its start.</param>
    /// <param name="to">Its end.</param>
    public bool HasEdge(int from, int to) => Targets(from).BinarySearch(to) >= 0;

    /// <summary>The graph with every edge turned round.</summary>
    public DirectedGraph Reversed() => Of(Nodes, AllEdges().Select(edge => (edge.To, edge.From)));

    /// <summary>All edges, by start, then by end.</summary>
    public IEnumerable<(int From, int To)> AllEdges()
    {
        for (int node = 0; node < Nodes; node++)
        {
            for (int at = starts[node]; at < starts[node + 1]; at++)
            {
                yield return (node, targets[at]);
            }
        }
    }

    /// <summary>
    /// The strongly connected components, in reverse topological order: an edge between two components leads from the later to the earlier one
    /// (Tarjan, SIAM J. Comput. 1, 1972; with a stack of its own, so that long paths do no harm). O(n + m).
    /// </summary>
    /// <returns>The component of each node, and how many there are.</returns>
    public (ImmutableArray<int> ComponentOf, int Count) StronglyConnectedComponents()
    {
        int[] order = new int[Nodes];
        int[] low = new int[Nodes];
        int[] component = new int[Nodes];
        int[] next = new int[Nodes];
        Array.Fill(component, -1);
        Stack<int> path = new();
        Stack<int> open = new();
        (int time, int count) = (0, 0);
        for (int root = 0; root < Nodes; root++)
        {
            if (order[root] != 0)
            {
                continue;
            }

            path.Push(root);
            while (path.TryPeek(out int node))
            {
                if (order[node] == 0)
                {
                    order[node] = low[node] = ++time;
                    open.Push(node);
                }

                ReadOnlySpan<int> targetsOfNode = Targets(node);
                if (next[node] < targetsOfNode.Length)
                {
                    int target = targetsOfNode[next[node]++];
                    if (order[target] == 0)
                    {
                        path.Push(target);
                    }
                    else if (component[target] < 0)
                    {
                        low[node] = Math.Min(low[node], order[target]);
                    }

                    continue;
                }

                path.Pop();
                if (path.TryPeek(out int parent))
                {
                    low[parent] = Math.Min(low[parent], low[node]);
                }

                if (low[node] == order[node])
                {
                    int member;
                    do
                    {
                        member = open.Pop();
                        component[member] = count;
                    }
                    while (member != node);
                    count++;
                }
            }
        }

        return ([.. component], count);
    }
}
