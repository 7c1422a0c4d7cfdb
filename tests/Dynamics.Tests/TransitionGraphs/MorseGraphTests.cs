using System.Collections.Immutable;
using FsCheck.Xunit;
using TorchDynInspect.Dynamics.TransitionGraphs;

namespace TorchDynInspect.Dynamics.Tests.TransitionGraphs;

public class MorseGraphTests
{
    [Fact]
    public void A_loop_above_a_two_cycle_above_a_loop()
    {
        // 0 ↺ → 1 → 2 ⇄ 3 → 4 ↺, and 0 → 4 directly, which the reduction drops.
        DirectedGraph graph = DirectedGraph.Of(5, [(0, 0), (0, 1), (1, 2), (2, 3), (3, 2), (3, 4), (4, 4), (0, 4), (0, 4)]);
        Assert.Equal(8, graph.Edges);
        MorseGraph morse = MorseGraph.Of(graph, new bool[5]);
        Assert.Equal([[4], [2, 3], [0]], morse.Nodes.Select(n => n.Cells.ToArray()));
        Assert.Equal([true, false, false], morse.Nodes.Select(n => n.IsForwardInvariant));
        Assert.Equal([(1, 0), (2, 1)], morse.Edges.ToArray());
    }

    [Fact]
    public void A_component_that_leaves_the_box_is_not_invariant()
    {
        MorseGraph morse = MorseGraph.Of(DirectedGraph.Of(2, [(0, 1), (1, 0)]), [false, true]);
        MorseNode node = Assert.Single(morse.Nodes);
        Assert.True(node.Leaves);
        Assert.False(node.IsForwardInvariant);
    }

    [Fact]
    public void A_node_without_a_loop_is_not_recurrent() =>
        Assert.Empty(MorseGraph.Of(DirectedGraph.Of(3, [(0, 1), (1, 2), (0, 2)]), new bool[3]).Nodes);

    [Fact]
    public void A_path_of_a_hundred_thousand_nodes_needs_no_call_stack()
    {
        const int Length = 100_000;
        IEnumerable<(int, int)> path = Enumerable.Range(0, Length - 1).Select(i => (i, i + 1));
        DirectedGraph chain = DirectedGraph.Of(Length, path);
        DirectedGraph ring = DirectedGraph.Of(Length, path.Append((Length - 1, 0)));
        Assert.Equal(Length, chain.StronglyConnectedComponents().Count);
        Assert.Equal(1, ring.StronglyConnectedComponents().Count);
    }

    [Fact]
    public void A_chain_of_loops_is_its_own_reduction_beyond_one_word_of_bits()
    {
        const int Loops = 200;
        IEnumerable<(int, int)> all = Enumerable.Range(0, Loops).SelectMany(i => Enumerable.Range(i, Loops - i).Select(j => (i, j)));
        MorseGraph morse = MorseGraph.Of(DirectedGraph.Of(Loops, all), new bool[Loops]);
        Assert.Equal(Loops, morse.Nodes.Length);
        Assert.Equal(Enumerable.Range(1, Loops - 1).Select(i => (i, i - 1)), morse.Edges);
    }

    [Property(MaxTest = 100)]
    public bool Components_and_reduction_agree_with_the_transitive_closure(int seed)
    {
        Random random = new(seed);
        int n = random.Next(1, 25);
        List<(int, int)> edges = [];
        for (int i = random.Next(3 * n); i > 0; i--)
        {
            edges.Add((random.Next(n), random.Next(n)));
        }

        DirectedGraph graph = DirectedGraph.Of(n, edges);
        bool[,] reach = Closure(n, edges);
        (ImmutableArray<int> component, _) = graph.StronglyConnectedComponents();
        MorseGraph morse = MorseGraph.Of(graph, new bool[n]);
        bool good = true;
        for (int i = 0; i < n; i++)
        {
            good &= morse.Nodes.Any(node => node.Cells.Contains(i)) == reach[i, i];
            for (int j = 0; j < n; j++)
            {
                good &= (i == j || (reach[i, j] && reach[j, i])) == (component[i] == component[j]);
                good &= !reach[i, j] || component[i] >= component[j];
            }
        }

        int k = morse.Nodes.Length;
        bool[,] reduced = Closure(k, morse.Edges);
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++)
            {
                bool leads = i != j && reach[morse.Nodes[i].Cells[0], morse.Nodes[j].Cells[0]];
                good &= leads == reduced[i, j];
                bool needless = Enumerable.Range(0, k).Any(m => m != i && m != j && reduced[i, m] && reduced[m, j]);
                good &= morse.Edges.Contains((i, j)) == (leads && !needless);
            }
        }

        return good;
    }

    // Warshall.
    private static bool[,] Closure(int n, IEnumerable<(int From, int To)> edges)
    {
        bool[,] reach = new bool[n, n];
        foreach ((int from, int to) in edges)
        {
            reach[from, to] = true;
        }

        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    reach[i, j] |= reach[i, k] && reach[k, j];
                }
            }
        }

        return reach;
    }
}
