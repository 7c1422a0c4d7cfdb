namespace TorchDynInspect.Dynamics.Entropy.Tower;

/// <summary>
/// The finite graphs that bound the entropy from both sides: every edge whose target K is not kept goes to a kept interval around K, or inside K.
/// </summary>
/// <remarks>
/// Upper: let J ⊆ J′. Each lap L that J meets gives J′ an edge for L, too, and f(J ∩ L) ⊆ f(J′ ∩ L) ⊆ the node it is redirected to. By induction a node has at most
/// as many paths of n edges in the tower as a kept node around it has in the redirected graph. The root is kept. So N_n is at most the number of paths
/// from the root here, which grows like the largest spectral radius of the components that the root reaches.
/// Lower: an edge J → K′ means f(J ∩ L) ⊇ K′, a covering. Let a component have spectral radius ρ &gt; 1 and let it have c_n loops of n edges at a node J; c_n^(1/n) → ρ
/// along the multiples of the period. Each loop gives an interval in J that fⁿ maps onto J, monotonously lap by lap; intervals of different
/// loops part at a lap and so can be chosen with disjoint interiors: fⁿ has a c_n-horseshoe, and h ≥ (log c_n)/n (Misiurewicz). Nothing here needs the nodes
/// to be true images: any intervals will do for the lower graph whose edges are coverings, and for the upper graph any intervals that contain the images.
/// </remarks>
internal static class RedirectedGraph
{
    private const int Rounds = 4;

    /// <summary>Edges around missing targets; all targets have one, since the root is kept.</summary>
    public static int[][] Upper(TowerGraph tower) => Redirected(tower, around: true);

    /// <summary>Edges inside missing targets, dropped where there is no kept node inside.</summary>
    public static int[][] Lower(TowerGraph tower) => Redirected(tower, around: false);

    /// <summary>
    /// First the shortest node around (the longest inside); then the node with the fewest (most) paths from it, by the graph that this gave, again and again.
    /// </summary>
    private static int[][] Redirected(TowerGraph tower, bool around)
    {
        int side = around ? 1 : -1;
        int[] chosen = new int[tower.Length.Length - tower.Kept];
        Array.Fill(chosen, -1);
        Improve(tower, chosen, tower.Length, side);
        int[][] graph = Apply(tower, chosen);
        for (int round = 0; round < Rounds && chosen.Length > 0; round++)
        {
            if (!Improve(tower, chosen, PathGrowth.Weights(graph), side))
            {
                break;
            }

            graph = Apply(tower, chosen);
        }

        return graph;
    }

    /// <summary>Gives each missing target the allowed node of the least (largest) score, where that is better than the present one.</summary>
    private static bool Improve(TowerGraph tower, int[] chosen, double[] score, int side)
    {
        int[] order = [.. Enumerable.Range(0, tower.Kept).OrderBy(node => side * score[node])];
        bool changed = false;
        for (int k = 0; k < chosen.Length; k++)
        {
            foreach (int node in order)
            {
                if (chosen[k] >= 0 && side * score[node] >= side * score[chosen[k]])
                {
                    break;
                }

                if (side > 0 ? tower.IsPart(tower.Kept + k, node) : tower.IsPart(node, tower.Kept + k))
                {
                    chosen[k] = node;
                    changed = true;
                    break;
                }
            }
        }

        return changed;
    }

    private static int[][] Apply(TowerGraph tower, int[] chosen)
    {
        int kept = tower.Kept;
        return [.. tower.Edges.Select(targets =>
            targets.Select(target => target < kept ? target : chosen[target - kept]).Where(target => target >= 0).ToArray())];
    }
}
