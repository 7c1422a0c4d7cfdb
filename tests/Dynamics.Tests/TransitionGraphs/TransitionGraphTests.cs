using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.TransitionGraphs;

namespace TorchDynInspect.Dynamics.Tests.TransitionGraphs;

public class TransitionGraphTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(1.5)]
    public void Both_laps_of_a_tent_map_lead_to_both(double slope)
    {
        TransitionGraph graph = Maps.Tent(slope).TransitionGraph(Box.Cube(1, 0, 1));
        Assert.Equal(2, graph.Cells.Length);
        Assert.Equal(4, graph.Edges.Edges);
        Assert.True(graph.IsBoxForwardInvariant);
        Assert.True(Assert.Single(graph.Morse.Nodes).IsForwardInvariant);
        Assert.Equal(EvidenceLevel.Numerical, graph.Evidence);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 6)]
    [InlineData(3, 7)]
    public void A_proved_graph_is_the_numerical_one_of_a_network_in_general_position(int d, int seed)
    {
        Network map = Maps.Random(d, 6, seed);
        TransitionGraph numerical = map.TransitionGraph(Box.Cube(d, -2, 2));
        TransitionGraph proved = map.TransitionGraph(Box.Cube(d, -2, 2), new TransitionGraphOptions { Evidence = EvidenceLevel.Certified });
        Assert.Equal(EvidenceLevel.Certified, proved.Evidence);
        Assert.Equal(numerical.Edges.AllEdges(), proved.Edges.AllEdges());
        Assert.Equal(numerical.Leaves.AsEnumerable(), proved.Leaves.AsEnumerable());
    }

    [Fact]
    public void A_proved_tent_map_keeps_the_unit_interval()
    {
        TransitionGraph graph = Maps.Tent(2).TransitionGraph(Box.Cube(1, 0, 1), new TransitionGraphOptions { Evidence = EvidenceLevel.Certified });
        Assert.True(graph.IsBoxForwardInvariant);
        Assert.Equal(EvidenceLevel.Certified, graph.Evidence);
        Assert.Equal(4, graph.Edges.Edges);
    }

    [Fact]
    public void A_tent_map_that_overshoots_leaves_the_unit_interval()
    {
        TransitionGraph graph = Maps.Tent(2.5).TransitionGraph(Box.Cube(1, 0, 1));
        Assert.All(graph.Leaves, Assert.True);
        Assert.Empty(graph.ForwardInvariant);
        Assert.False(graph.IsBoxForwardInvariant);
        Assert.False(Assert.Single(graph.Morse.Nodes).IsForwardInvariant);
    }

    [Fact]
    public void A_golden_mean_shift_lacks_one_transition()
    {
        // Left [0, ½] is mapped onto [½, 1], right [½, 1] onto [0, 1].
        TransitionGraph graph = Maps.Interval(0.5, (1, 0), (-3, 0.5)).TransitionGraph(Box.Cube(1, 0, 1));
        int left = graph.Cells.Index().Single(c => c.Item.Polytope.Contains([0.25])).Index;
        int right = 1 - left;
        Assert.False(graph.Edges.HasEdge(left, left));
        Assert.True(graph.Edges.HasEdge(left, right) && graph.Edges.HasEdge(right, left) && graph.Edges.HasEdge(right, right));
        Assert.Empty(graph.Touching);
    }

    [Fact]
    public void A_quarter_turn_takes_each_quadrant_to_the_next()
    {
        TransitionGraph graph = Maps.Quadrants([[0, -1], [1, 0]]).TransitionGraph(Box.Cube(2, -1, 1));
        Assert.Equal(4, graph.Cells.Length);
        Assert.Equal(4, graph.Edges.Edges);
        Assert.True(graph.IsBoxForwardInvariant);
        foreach ((int from, int to) in graph.Edges.AllEdges())
        {
            double[] centre = graph.Cells[from].Polytope.Centre();
            Assert.True(graph.Cells[to].Polytope.Contains([-centre[1], centre[0]]));
        }

        Assert.Equal(4, Assert.Single(graph.Morse.Nodes).Cells.Length);
    }

    [Fact]
    public void A_contraction_keeps_each_quadrant()
    {
        TransitionGraph graph = Maps.Quadrants([[0.5, 0], [0, 0.5]]).TransitionGraph(Box.Cube(2, -1, 1));
        Assert.Equal(4, graph.Morse.Nodes.Length);
        Assert.All(graph.Morse.Nodes, node => Assert.True(node.IsForwardInvariant));
        Assert.Empty(graph.Morse.Edges);
    }

    [Fact]
    public void Refining_separates_two_attractors_and_the_repeller_between_them()
    {
        // x ↦ x + relu-steps: −1 and 1 attract with slope 0, 0 repels with slope 3.
        Network map = Maps.Interval(-1, (3, -1.0 / 3), (-3, 1.0 / 3));
        TransitionGraph graph = map.TransitionGraph(Box.Cube(1, -2, 2), new TransitionGraphOptions { Refinement = 3 });
        Assert.Equal(3, graph.Morse.Nodes.Length);
        MorseNode repeller = Assert.Single(graph.Morse.Nodes, n => !n.IsForwardInvariant);
        Assert.True(graph.Cells[Assert.Single(repeller.Cells)].Polytope.Contains([0]));
        Assert.Equal(2, graph.Morse.Edges.Length);
        double[][] ends = [[-1], [1]];
        Assert.All(ends, x => Assert.Contains(
            graph.Morse.Nodes, n => n.IsForwardInvariant && n.Cells.Any(c => graph.Cells[c].Polytope.Contains(x))));
    }

    [Fact]
    public void A_fixed_point_in_a_wall_that_a_flat_cell_is_mapped_to_is_found()
    {
        // f ≡ 0 with the wall at 0: the image of either cell is in no cell's interior.
        TransitionGraph graph = Maps.Interval(0, (0, 0)).TransitionGraph(Box.Cube(1, -1, 1));
        Assert.Equal(2, graph.Cells.Length);
        Assert.Contains(graph.Morse.Nodes, n => n.Cells.Any(c => graph.Cells[c].Polytope.Contains([0])));
        Assert.True(graph.IsBoxForwardInvariant);
    }

    [Fact]
    public void A_fixed_point_on_the_boundary_whose_surroundings_leave_is_found()
    {
        // f(x) = −2x on [0, 1]: only 0 stays.
        TransitionGraph graph = Maps.Interval(10, (-2, -5)).TransitionGraph(Box.Cube(1, 0, 1));
        Assert.True(Assert.Single(graph.Leaves));
        Assert.Equal([(0, 0)], graph.Touching.ToArray());
        Assert.Single(graph.Morse.Nodes);
        Assert.Empty(graph.ForwardInvariant);
    }

    [Theory]
    [InlineData(1, 6, 1, 1)]
    [InlineData(2, 8, 2, 1)]
    [InlineData(2, 8, 3, 2)]
    [InlineData(2, 5, 4, 3)]
    [InlineData(3, 6, 5, 1)]
    public void Sampled_transitions_are_edges_and_every_edge_has_a_witness(int d, int width, int seed, int refinement)
    {
        Network map = Maps.Random(d, width, seed);
        Box box = Box.Cube(d, -2, 2);
        TransitionGraph graph = map.TransitionGraph(box, new TransitionGraphOptions { Refinement = refinement });
        Assert.True(graph.Complete);
        Dictionary<string, int> nodes = graph.Cells.Index().ToDictionary(c => Convert.ToHexString(c.Item.Pattern.AsSpan()), c => c.Index);
        int NodeOf(double[] x)
        {
            List<byte> pattern = [];
            for (int i = 0; i < refinement; i++)
            {
                (x, byte[] step) = Maps.Run(map, [.. x]);
                pattern.AddRange(step);
            }

            return nodes[Convert.ToHexString([.. pattern])];
        }

        Random random = new(seed);
        HashSet<int> leaving = [];
        for (int i = 0; i < 20_000; i++)
        {
            double[] x = Maps.Draw(random, d, -2, 2);
            int from = NodeOf(x);
            double[] y = Maps.Run(map, [.. x]).Value;
            Assert.True(graph.Cells[from].Polytope.Contains(x, 1e-9));
            Assert.True(box.Contains(y) ? graph.Edges.HasEdge(from, NodeOf(y)) : graph.Leaves[from]);
        }

        foreach ((int from, int to) in graph.Edges.AllEdges())
        {
            ConvexPolytope? witnesses = graph.Cells[from].Polytope;
            foreach (Halfspace side in graph.Cells[to].Polytope.Facets)
            {
                witnesses = witnesses!.Cut(PulledBack(side, graph.Cells[from]));
            }

            double[] witness = witnesses!.Centre();
            Assert.Equal((from, to), (NodeOf(witness), NodeOf(Maps.Run(map, [.. witness]).Value)));
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void The_forward_invariant_cells_are_those_no_orbit_leaves_by_and_no_smaller_set(int seed)
    {
        Network map = Maps.Random(2, 6, seed, 0.8);
        TransitionGraph graph = map.TransitionGraph(Box.Cube(2, -1, 1));
        HashSet<int> invariant = [.. graph.ForwardInvariant];
        for (int i = 0; i < graph.Cells.Length; i++)
        {
            bool staysInside = !graph.Leaves[i] && graph.Edges.Targets(i).ToArray().All(invariant.Contains);
            Assert.Equal(staysInside, invariant.Contains(i));
        }

        Random random = new(seed);
        for (int i = 0; i < 5_000; i++)
        {
            double[] x = Maps.Draw(random, 2, -1, 1);
            if (invariant.Any(c => graph.Cells[c].Polytope.Contains(x)))
            {
                double[] y = Maps.Run(map, x).Value;
                Assert.Contains(invariant, c => graph.Cells[c].Polytope.Contains(y, 1e-9));
            }
        }
    }

    [Fact]
    public void A_network_that_is_no_self_map_is_refused()
    {
        Network readout = new(2, [.. Maps.Random(2, 3, 1).Layers, new Affine(TorchDynInspect.Dynamics.LinearAlgebra.Matrix.FromRows([[1, 1]]), [0])]);
        Assert.Contains("as many outputs as inputs", Assert.Throws<InvalidInputException>(() => readout.TransitionGraph(Box.Cube(2, 0, 1))).Message, StringComparison.Ordinal);
    }

    private static Halfspace PulledBack(Halfspace side, MapCell cell)
    {
        double[] normal = new double[side.Normal.Length];
        double offset = side.Offset;
        for (int i = 0; i < normal.Length; i++)
        {
            offset -= side.Normal[i] * cell.B[i];
            for (int k = 0; k < normal.Length; k++)
            {
                normal[k] += side.Normal[i] * cell.A[i, k];
            }
        }

        return new Halfspace(normal, offset);
    }
}
