using System.Numerics;

namespace TorchDynInspect.Dynamics.Cells.Polytopes;

/// <summary>Which vertices of a polytope lie on the hyperplanes of which of its halfspaces, facets or not: a row of bits a vertex.</summary>
internal sealed class Incidence
{
    private readonly ulong[] bits;
    private readonly int words;

    public Incidence(int vertices, int facets)
    {
        Vertices = vertices;
        Facets = facets;
        words = (facets + 63) / 64;
        bits = new ulong[vertices * words];
    }

    public int Vertices { get; }

    public int Facets { get; }

    public bool this[int vertex, int facet] => (bits[(vertex * words) + (facet >> 6)] >> facet & 1) != 0;

    public void Set(int vertex, int facet) => bits[(vertex * words) + (facet >> 6)] |= 1UL << facet;

    /// <summary>This row becomes a row of another incidence with as many facets or fewer.</summary>
    public void Copy(int vertex, Incidence other, int row) => other.bits.AsSpan(row * other.words, other.words).CopyTo(bits.AsSpan(vertex * words));

    /// <summary>This row becomes what two rows of another incidence with as many facets or fewer have in common.</summary>
    public void CopyCommon(int vertex, Incidence other, int first, int second)
    {
        for (int w = 0; w < other.words; w++)
        {
            bits[(vertex * words) + w] = other.bits[(first * other.words) + w] & other.bits[(second * other.words) + w];
        }
    }

    /// <summary>The same vertices with some of the facets.</summary>
    public Incidence With(ReadOnlySpan<int> facets)
    {
        Incidence part = new(Vertices, facets.Length);
        for (int v = 0; v < Vertices; v++)
        {
            for (int f = 0; f < facets.Length; f++)
            {
                if (this[v, facets[f]])
                {
                    part.Set(v, f);
                }
            }
        }

        return part;
    }

    /// <summary>How many facets pass through both vertices.</summary>
    public int Common(int first, int second)
    {
        int count = 0;
        for (int w = 0; w < words; w++)
        {
            count += BitOperations.PopCount(bits[(first * words) + w] & bits[(second * words) + w]);
        }

        return count;
    }

    /// <summary>Whether every facet through both of two vertices passes through a third.</summary>
    public bool Covers(int third, int first, int second)
    {
        for (int w = 0; w < words; w++)
        {
            if ((bits[(first * words) + w] & bits[(second * words) + w] & ~bits[(third * words) + w]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether an edge joins two vertices of a polytope in d dimensions: they share at least d − 1 facets, and no third vertex lies on all that they share. In a
    /// vertex with d facets any d − 1 of them leave an edge, so that nothing is left to test. Halfspaces that carry no facet do no harm, if they are all here.
    /// </summary>
    public bool AreAdjacent(int first, int second, int dimension)
    {
        int common = Common(first, second);
        if (common < dimension - 1)
        {
            return false;
        }

        if (Common(first, first) == dimension || Common(second, second) == dimension)
        {
            return true;
        }

        for (int third = 0; third < Vertices; third++)
        {
            if (third != first && third != second && Covers(third, first, second))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The vertices on a facet, in increasing order.</summary>
    public int[] On(int facet)
    {
        int count = 0;
        for (int v = 0; v < Vertices; v++)
        {
            count += this[v, facet] ? 1 : 0;
        }

        int[] on = new int[count];
        for (int v = Vertices - 1; v >= 0; v--)
        {
            if (this[v, facet])
            {
                on[--count] = v;
            }
        }

        return on;
    }
}
