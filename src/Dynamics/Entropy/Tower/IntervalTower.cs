using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.Entropy.Tower;

/// <summary>
/// The Hofbauer tower of a piecewise monotone map, breadth first: the nodes are intervals, starting from the invariant one; a node J has an edge to f(J ∩ L) for
/// each lap L for which that interval has interior. Nodes whose edges are known are kept; the others are targets only.
/// </summary>
/// <remarks>
/// Let N_n be the number of paths of n edges from the root. A path is an itinerary: its points x form an interval on which fⁿ is monotone and not constant, and
/// every maximal lap of fⁿ meets such an interval (where fⁿ is locally constant it belongs to the lap beside it). So lap(fⁿ) ≤ max(1, N_n), and the entropy,
/// lim (1/n) log lap(fⁿ) by Misiurewicz and Szlenk (Astérisque 50, 1977), is at most the growth rate of N_n. It is also at least that: see
/// <see cref="RedirectedGraph"/>.
/// </remarks>
internal sealed class IntervalTower<TPoint>(ITowerRule<TPoint> rule)
    where TPoint : notnull
{
    private readonly Dictionary<(TPoint, TPoint), int> index = new() { [rule.Root] = 0 };
    private readonly List<(TPoint Lower, TPoint Upper)> nodes = [rule.Root];
    private readonly List<int[]> edges = [];
    private readonly List<(TPoint Lower, TPoint Upper)> targets = [];

    /// <summary>How many nodes are kept: those with their edges known, in the order in which they were found.</summary>
    public int Kept => edges.Count;

    /// <summary>Whether every target is kept.</summary>
    public bool IsClosed => edges.Count == nodes.Count;

    /// <summary>Whether <see cref="Grow"/> can keep more nodes.</summary>
    public bool CanGrow => !IsClosed && !rule.IsTooLong(nodes[edges.Count]);

    /// <summary>Keeps nodes until there are so many, or the tower closes, or nodes become too long.</summary>
    /// <param name="count">Nodes to keep.</param>
    /// <param name="stop">Asked before each node.</param>
    public void Grow(int count, Func<bool> stop)
    {
        while (Kept < count && CanGrow && !stop())
        {
            targets.Clear();
            rule.Images(nodes[Kept], targets);
            int[] found = new int[targets.Count];
            for (int i = 0; i < found.Length; i++)
            {
                if (!index.TryGetValue(targets[i], out found[i]))
                {
                    found[i] = nodes.Count;
                    index.Add(targets[i], found[i]);
                    nodes.Add(targets[i]);
                }
            }

            edges.Add(found);
        }
    }

    /// <summary>The present state as numbers.</summary>
    public TowerGraph Graph()
    {
        Func<TPoint, double> order = rule.Order();
        return new TowerGraph(
            [.. nodes.Select(node => order(node.Lower))], [.. nodes.Select(node => order(node.Upper))], [.. nodes.Select(Length)], [.. edges]);
    }

    /// <summary>The first kept nodes, rounded outwards.</summary>
    /// <param name="most">How many at most.</param>
    public ImmutableArray<(double Lower, double Upper)> Intervals(int most) => [.. nodes.Take(Math.Min(most, Kept)).Select(rule.Enclose)];

    private double Length((TPoint Lower, TPoint Upper) node)
    {
        (double lower, double upper) = rule.Enclose(node);
        return upper - lower;
    }
}
