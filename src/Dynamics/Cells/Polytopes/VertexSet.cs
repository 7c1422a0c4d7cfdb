using System.Numerics;

namespace TorchDynInspect.Dynamics.Cells.Polytopes;

/// <summary>Sets of a polytope's vertices, bit v for vertex v: the names of its faces.</summary>
internal static class VertexSet
{
    /// <summary>The first n vertices.</summary>
    public static BigInteger All(int n) => (BigInteger.One << n) - 1;

    /// <summary>The set of some vertices.</summary>
    public static BigInteger Of(IEnumerable<int> vertices)
    {
        BigInteger set = BigInteger.Zero;
        foreach (int v in vertices)
        {
            set |= BigInteger.One << v;
        }

        return set;
    }

    /// <summary>Whether a vertex belongs to a set.</summary>
    public static bool Has(BigInteger set, int vertex) => !(set >> vertex).IsEven;

    /// <summary>The vertices of a set, in increasing order.</summary>
    public static IEnumerable<int> Members(BigInteger set)
    {
        for (int v = 0; !set.IsZero; v++, set >>= 1)
        {
            if (!set.IsEven)
            {
                yield return v;
            }
        }
    }
}
