using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Entropy.Tower;

/// <summary>The spectral radius of a graph's adjacency matrix, enclosed.</summary>
internal static class PerronRoot
{
    /// <summary>Numbers that the iteration may touch for one component before it settles for what it has.</summary>
    private const long Work = 40_000_000;

    /// <summary>Sweeps between two looks at the quotients; looks in a row that may bring little.</summary>
    private const int Sweeps = 8;
    private const int MostStalled = 40;

    /// <summary>The largest spectral radius of the strongly connected components, 0 when there is no loop, and the component whose upper bound is largest.</summary>
    /// <param name="graph">For each node its targets with multiplicity.</param>
    /// <param name="from">Only what this node reaches; null for all.</param>
    public static (Interval Root, int[] Component) Of(int[][] graph, int? from = null)
    {
        (double lower, double upper) = (0, 0);
        int[] largest = [];
        foreach (int[] component in StrongComponents.Of(graph, from))
        {
            int[][] inside = StrongComponents.Inside(graph, component);
            if (inside[0].Length > 0)
            {
                Interval root = OfComponent(inside);
                largest = root.Upper > upper ? component : largest;
                (lower, upper) = (Math.Max(lower, root.Lower), Math.Max(upper, root.Upper));
            }
        }

        return (new Interval(lower, upper), largest);
    }

    /// <summary>
    /// For an irreducible non-negative matrix and any positive vector v: min (Av)_i/v_i ≤ ρ ≤ max (Av)_i/v_i (Collatz; Wielandt, Math. Z. 52, 1950), with quotients rounded
    /// outwards. v comes from sweeps v_i = Σ v_j/λ in which later nodes come first and are used at once: they are the deeper ones, so that one sweep passes through the
    /// long chains that towers consist of. A single cycle gives exactly 1 at once.
    /// </summary>
    /// <param name="graph">Strongly connected, with at least one edge.</param>
    public static Interval OfComponent(int[][] graph)
    {
        double[] v = new double[graph.Length];
        Array.Fill(v, 1);
        Interval best = Quotients(graph, v);
        long cost = graph.Length + graph.Sum(targets => (long)targets.Length);
        double[] swept = new double[v.Length];
        int stalled = 0;
        for (long used = 0; best.Upper - best.Lower > 4e-16 * best.Upper && used < Work && stalled < MostStalled; used += (Sweeps + 1) * cost)
        {
            for (int i = 0; i < Sweeps; i++)
            {
                Sweep(graph, v, swept, best.Midpoint);
            }

            Interval next = best.Intersect(Quotients(graph, v));
            stalled = next.Width > 0.9 * best.Width ? stalled + 1 : 0;
            best = next;
        }

        return best;
    }

    /// <summary>One sweep, and the mean with the vector before it, so that no part can alternate.</summary>
    private static void Sweep(int[][] graph, double[] v, double[] swept, double root)
    {
        double largest = 0;
        for (int i = v.Length - 1; i >= 0; i--)
        {
            double sum = 0;
            foreach (int target in graph[i])
            {
                sum += target > i ? swept[target] : v[target];
            }

            swept[i] = sum / root;
            largest = Math.Max(largest, Math.Max(swept[i], v[i]));
        }

        // By a power of two, and away from 0, which would spoil the quotients.
        double scale = Math.ScaleB(0.5, -Math.ILogB(largest));
        for (int i = 0; i < v.Length; i++)
        {
            v[i] = Math.Max((v[i] + swept[i]) * scale, 1e-250);
        }
    }

    private static Interval Quotients(int[][] graph, double[] v)
    {
        (double lower, double upper) = (double.PositiveInfinity, 0);
        for (int i = 0; i < v.Length; i++)
        {
            (double down, double up) = (0, 0);
            foreach (int target in graph[i])
            {
                down = Rounded.AddDown(down, v[target]);
                up = Rounded.AddUp(up, v[target]);
            }

            lower = Math.Min(lower, Rounded.DivideDown(down, v[i]));
            upper = Math.Max(upper, Rounded.DivideUp(up, v[i]));
        }

        return new Interval(lower, upper);
    }
}
