using System.Numerics;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>The facets and all faces of a polytope from which vertices lie on which hyperplanes.</summary>
internal static class FaceLattice
{
    /// <summary>For each halfspace the bit set of the vertices on its hyperplane.</summary>
    public static BigInteger[] VertexSets(RationalPolytope polytope)
    {
        BigInteger[] sets = new BigInteger[polytope.Halfspaces.Count];
        for (int v = 0; v < polytope.Vertices.Count; v++)
        {
            for (int h = 0; h < sets.Length; h++)
            {
                if (polytope.Vertices[v].IsOn(h))
                {
                    sets[h] |= BigInteger.One << v;
                }
            }
        }

        return sets;
    }

    /// <summary>The facets: the largest proper faces that hyperplanes cut out. Several halfspaces may give the same.</summary>
    public static BigInteger[] Facets(IReadOnlyList<BigInteger> vertexSets)
    {
        BigInteger[] distinct = [.. vertexSets.Where(set => !set.IsZero).Distinct()];
        return [.. distinct.Where(set => !distinct.Any(other => other != set && (other & set) == set))];
    }

    /// <summary>
    /// All non-empty faces, the polytope included: the intersections of facets, ordered from vertices up. Graded lattice: a face has one dimension more than
    /// the largest it contains.
    /// </summary>
    /// <param name="facets">The facets.</param>
    /// <param name="vertices">Number of vertices.</param>
    public static List<ExactFace> Faces(IReadOnlyList<BigInteger> facets, int vertices)
    {
        HashSet<BigInteger> sets = [(BigInteger.One << vertices) - 1];
        Queue<BigInteger> open = new(sets);
        while (open.TryDequeue(out BigInteger set))
        {
            foreach (BigInteger facet in facets)
            {
                BigInteger face = set & facet;
                if (!face.IsZero && sets.Add(face))
                {
                    open.Enqueue(face);
                }
            }
        }

        List<ExactFace> faces = [];
        foreach (BigInteger set in sets.OrderBy(set => (int)BigInteger.PopCount(set)))
        {
            int dimension = 0;
            foreach (ExactFace smaller in faces)
            {
                if ((smaller.Vertices & set) == smaller.Vertices)
                {
                    dimension = Math.Max(dimension, smaller.Dimension + 1);
                }
            }

            faces.Add(new ExactFace(set, dimension));
        }

        return faces;
    }
}
