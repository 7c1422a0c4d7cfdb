using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.TransitionGraphs;

namespace TorchDynInspect.Dynamics.Entropy.HigherDimension;

/// <summary>
/// How fast the paths of a directed graph multiply: the spectral radius ρ of its 0-1 matrix, enclosed by Collatz and Wielandt's quotients. For an irreducible A ≥ 0 and any
/// v > 0, min (Av)_i/v_i ≤ ρ(A) ≤ max (Av)_i/v_i; ρ is the largest over the strongly connected components.
/// </summary>
internal static class GraphGrowth
{
    private const int MostSteps = 4000;

    /// <summary>ρ; [0, 0] when the graph has no cycle, so that its paths have bounded length.</summary>
    public static Interval SpectralRadius(DirectedGraph graph)
    {
        (System.Collections.Immutable.ImmutableArray<int> componentOf, int count) = graph.StronglyConnectedComponents();
        List<int>[] members = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        for (int node = 0; node < graph.Nodes; node++)
        {
            members[componentOf[node]].Add(node);
        }

        int[] place = new int[graph.Nodes];
        (double lower, double upper) = (0, 0);
        foreach (List<int> component in members)
        {
            foreach ((int i, int node) in component.Index())
            {
                place[node] = i;
            }

            int[][] rows = [.. component.Select(node => graph.Targets(node).ToArray().Where(to => componentOf[to] == componentOf[node]).Select(to => place[to]).ToArray())];
            if (rows.Any(row => row.Length > 0))
            {
                Interval radius = Irreducible(rows);
                (lower, upper) = (Math.Max(lower, radius.Lower), Math.Max(upper, radius.Upper));
            }
        }

        return new Interval(lower, upper);
    }

    // Steps with A + I, which has the same eigenvectors and no other eigenvalue of largest modulus. Any positive vector gives bounds; more steps give better ones.
    private static Interval Irreducible(int[][] rows)
    {
        double[] v = new double[rows.Length];
        Array.Fill(v, 1);
        Interval best = new(0, double.MaxValue);
        for (int step = 0; step < MostSteps && best.Upper - best.Lower > 4e-16 * best.Upper; step++)
        {
            double[] next = new double[v.Length];
            (double least, double largest) = (double.PositiveInfinity, 0);
            for (int i = 0; i < rows.Length; i++)
            {
                (double down, double up) = (0, 0);
                foreach (int to in rows[i])
                {
                    down = Rounded.AddDown(down, v[to]);
                    up = Rounded.AddUp(up, v[to]);
                }

                least = Math.Min(least, Rounded.DivideDown(down, v[i]));
                largest = Math.Max(largest, Rounded.DivideUp(up, v[i]));
                next[i] = v[i] + up;
            }

            best = best.Intersect(new Interval(least, largest));
            double scale = next.Max();
            v = Array.ConvertAll(next, x => Math.Max(x / scale, 1e-200));
        }

        return best;
    }
}
