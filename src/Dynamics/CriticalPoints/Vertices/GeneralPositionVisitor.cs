using System.Numerics;
using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>
/// Finds the index of every vertex in general position from two of its cells only: the one on the upper and the one on the lower side of all units through it. Their edges are all
/// edges of the vertex. The first of the two to come is kept until the second does, so that memory holds open vertices, not all.
/// </summary>
/// <remarks>
/// A vertex through which a further unit passes shows in one of two ways: a cell has more than d facets there, or the two cells differ in that unit's piece
/// and do not find each other. (If they agree on it, that unit's pre-activation has one sign on all 2d edges, hence on the 2^d cells that these span, and bends nothing.) What
/// does not find its opposite is left in <see cref="Open"/>, what is not simple or has a constant edge in <see cref="Special"/>.
/// </remarks>
internal sealed class GeneralPositionVisitor(FaceFingerprint fingerprint, EdgeSigns signs) : ICellVisitor
{
    private int[] order = new int[8];

    /// <summary>Half stars whose opposite has not come.</summary>
    public Dictionary<UInt128, HalfStar> Open { get; } = [];

    /// <summary>Points at which a closer look is needed.</summary>
    public List<double[]> Special { get; } = [];

    /// <summary>Critical vertices in the open domain.</summary>
    public List<VertexFinding> Critical { get; } = [];

    /// <summary>Σ of Banchoff's index over the vertices done.</summary>
    public long IndexSum { get; private set; }

    /// <summary>Whether an exact sign was wanted and not to be had.</summary>
    public bool Undecided => signs.Undecided;

    /// <inheritdoc/>
    public void Visit(Cell cell)
    {
        UInt128 pattern = 0;
        bool entered = false;
        for (int v = 0; v < cell.VertexCount; v++)
        {
            ReadOnlySpan<int> facets = cell.FacetsAt(v);
            if (facets.Length != cell.Dimension)
            {
                Special.Add(Vertex(cell, v));
                continue;
            }

            Side side = Sort(cell, facets, out int units);
            if (side == Side.Neither)
            {
                continue;
            }

            if (!entered)
            {
                signs.Enter(cell);
                pattern = fingerprint.OfCell(cell.Pattern);
                entered = true;
            }

            UInt128 key = pattern;
            foreach (int facet in facets)
            {
                key ^= fingerprint.Change(cell.Facets[facet], cell.Pattern);
            }

            Add(key, Half(cell, v, side == Side.Upper), units, cell.Dimension);
        }
    }

    /// <summary>Takes over what another worker left open.</summary>
    public void Absorb(GeneralPositionVisitor other, int dimension)
    {
        IndexSum += other.IndexSum;
        Special.AddRange(other.Special);
        Critical.AddRange(other.Critical);
        foreach ((UInt128 key, HalfStar half) in other.Open)
        {
            Add(key, half, half.Units, dimension);
        }
    }

    private static double[] Vertex(Cell cell, int v) => cell.Vertices.Slice(v * cell.Dimension, cell.Dimension).ToArray();

    private void Add(UInt128 key, HalfStar half, int units, int dimension)
    {
        if (units == 0)
        {
            Finish(half, half, 0, dimension);
        }
        else if (Open.TryGetValue(key, out HalfStar opposite) && opposite.Upper != half.Upper)
        {
            Open.Remove(key);
            Finish(half, opposite, units, dimension);
        }
        else
        {
            Open[key] = half;
        }
    }

    private void Finish(HalfStar half, HalfStar opposite, int units, int dimension)
    {
        if (half.Flat || opposite.Flat)
        {
            Special.Add(half.X);
            return;
        }

        int index = GeneralPosition.BanchoffIndex(half.Falls, opposite.Falls, units);
        IndexSum += index;
        if (index != 0 && units == dimension)
        {
            Critical.Add(new VertexFinding(half.X, half.Value, BitOperations.PopCount(half.Falls)));
        }
    }

    private HalfStar Half(Cell cell, int v, bool upper)
    {
        ulong falls = 0;
        bool flat = false;
        int units = 0;
        Span<int> proved = stackalloc int[cell.Dimension];
        signs.Prove(cell, order.AsSpan(0, cell.Dimension), proved);
        for (int i = 0; i < cell.Dimension; i++)
        {
            int sign = proved[i] != 0 ? proved[i] : signs.Of(cell, v, Opposite(cell, v, order[i]));
            falls |= sign < 0 ? 1UL << i : 0;
            flat |= sign == 0;
            units += cell.Facets[order[i]].Kind == FacetKind.Unit ? 1 : 0;
        }

        double[] x = Vertex(cell, v);
        return new HalfStar(x, signs.Value(x), upper, falls, flat, units);
    }

    // The other end of the edge that leaves one facet: it lies on all the others.
    private static int Opposite(Cell cell, int v, int facet)
    {
        ReadOnlySpan<int> own = cell.FacetsAt(v);
        for (int w = 0; w < cell.VertexCount; w++)
        {
            if (w == v)
            {
                continue;
            }

            ReadOnlySpan<int> others = cell.FacetsAt(w);
            int common = 0;
            foreach (int f in own)
            {
                common += f != facet && others.Contains(f) ? 1 : 0;
            }

            if (common == own.Length - 1)
            {
                return w;
            }
        }

        throw new InvalidOperationException($"cell with {cell.VertexCount} vertices: an edge at vertex {v} has no other end");
    }

    // Orders the facets of a vertex, units first, so that both cells number the edges alike.
    private Side Sort(Cell cell, ReadOnlySpan<int> facets, out int units)
    {
        if (order.Length < facets.Length)
        {
            order = new int[facets.Length];
        }

        units = 0;
        bool upper = true;
        bool lower = true;
        for (int i = 0; i < facets.Length; i++)
        {
            Facet facet = cell.Facets[facets[i]];
            if (facet.Kind == FacetKind.Unit)
            {
                bool above = cell.Pattern[facet.Index] > facet.Breakpoint;
                upper &= above;
                lower &= !above;
                units++;
            }

            int at = i;
            for (; at > 0 && Before(facet, cell.Facets[order[at - 1]]); at--)
            {
                order[at] = order[at - 1];
            }

            order[at] = facets[i];
        }

        return upper ? Side.Upper : lower ? Side.Lower : Side.Neither;
    }

    private static bool Before(Facet a, Facet b) => a.Kind != b.Kind ? a.Kind < b.Kind : a.Index < b.Index;

    private enum Side
    {
        Neither,
        Upper,
        Lower,
    }
}
