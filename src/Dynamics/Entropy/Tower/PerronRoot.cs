using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Entropy.Tower;

/// <summary>The spectral radius of a graph's adjacency matrix, enclosed.</summary>
internal static class PerronRoot
{
    /// <summary>Numbers that the iteration may touch for one component before it settles for what it has.</summary>
    private const long Work = 40_000_000;

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
    /// For an irreducible non-negative matrix and any positive vector v: min (Av)_i/v_i ≤ ρ ≤ max (Av)_i/v_i (Collatz; Wielandt, Math. Z. 52, 1950). v comes from power iteration
    /// with A + 1, which is primitive; the quotients are rounded outwards. A single cycle gives exactly 1 at once.
    /// </summary>
    /// <param name="graph">Strongly connected, with at least one edge.</param>
    public static Interval OfComponent(int[][] graph)
    {
        int n = graph.Length;
        double[] v = new double[n];
        double[] next = new double[n];
        Array.Fill(v, 1);
        Interval best = Quotients(graph, v);
        long cost = n + graph.Sum(targets => (long)targets.Length);
        int steps = 16;
        for (long used = 0; best.Upper - best.Lower > 4e-16 * best.Upper && used < Work; used += steps * cost)
        {
            for (int step = 0; step < steps; step++)
            {
                Multiply(graph, v, next);
                (v, next) = (next, v);
            }

            Interval now = Quotients(graph, v);
            double before = best.Upper - best.Lower;
            best = new Interval(Math.Max(best.Lower, now.Lower), Math.Min(best.Upper, now.Upper));
            if (before < 1e-13 * best.Upper && best.Upper - best.Lower > 0.5 * before)
            {
                break;
            }

            steps = Math.Min(2 * steps, 1024);
        }

        return best;
    }

    private static void Multiply(int[][] graph, double[] v, double[] next)
    {
        double largest = 0;
        for (int i = 0; i < next.Length; i++)
        {
            double sum = v[i];
            foreach (int target in graph[i])
            {
                sum += v[target];
            }

            next[i] = sum;
            largest = Math.Max(largest, sum);
        }

        // Scaled by a power of two, and kept away from 0, which would spoil the quotients.
        double scale = Math.ScaleB(1, -Math.ILogB(largest));
        for (int i = 0; i < next.Length; i++)
        {
            next[i] = Math.Max(next[i] * scale, 1e-250);
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
