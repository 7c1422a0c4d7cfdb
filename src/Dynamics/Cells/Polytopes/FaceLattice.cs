using System.Numerics;

namespace TorchDynInspect.Dynamics.Cells.Polytopes;

/// <summary>All non-empty faces of a polytope by dimension, the polytope included: the intersections of facets. The polytope need not be simple.</summary>
internal sealed class FaceLattice
{
    private FaceLattice(List<LatticeFace>[] faces)
    {
        Faces = faces;
    }

    /// <summary>Faces[k]: those of dimension k; the polytope itself is Faces[d][0].</summary>
    public List<LatticeFace>[] Faces { get; }

    /// <summary>The lattice of a polytope of full dimension. O(faces · facets²).</summary>
    /// <param name="dimension">d.</param>
    /// <param name="vertices">The number of vertices.</param>
    /// <param name="vertexSets">For each facet its vertices as a <see cref="VertexSet"/>; sets of lower faces and repeated ones do no harm.</param>
    public static FaceLattice Of(int dimension, int vertices, IReadOnlyList<BigInteger> vertexSets)
    {
        List<LatticeFace>[] faces = new List<LatticeFace>[dimension + 1];
        faces[^1] = [new LatticeFace(VertexSet.All(vertices), [])];
        for (int k = dimension; k > 0; k--)
        {
            faces[k - 1] = Below(faces[k], vertexSets);
            vertexSets = k == dimension ? [.. faces[k - 1].Select(facet => facet.Vertices)] : vertexSets;
        }

        return new FaceLattice(faces);
    }

    /// <summary>The lattice of a cell.</summary>
    public static FaceLattice Of(Cell cell)
    {
        BigInteger[] facets = new BigInteger[cell.Facets.Length];
        for (int v = 0; v < cell.VertexCount; v++)
        {
            foreach (int facet in cell.FacetsAt(v))
            {
                facets[facet] |= BigInteger.One << v;
            }
        }

        return Of(cell.Dimension, cell.VertexCount, facets);
    }

    // A facet of a face is a maximal one among its proper intersections with the facets.
    private static List<LatticeFace> Below(List<LatticeFace> faces, IReadOnlyList<BigInteger> facets)
    {
        List<LatticeFace> below = [];
        Dictionary<BigInteger, int> known = [];
        for (int f = 0; f < faces.Count; f++)
        {
            BigInteger face = faces[f].Vertices;
            BigInteger[] parts = [.. facets.Select(facet => facet & face).Where(part => !part.IsZero && part != face).Distinct()];
            List<int> boundary = [];
            foreach (BigInteger part in parts.Where(part => !parts.Any(other => other != part && (other & part) == part)))
            {
                if (!known.TryGetValue(part, out int index))
                {
                    index = below.Count;
                    known.Add(part, index);
                    below.Add(new LatticeFace(part, []));
                }

                boundary.Add(index);
            }

            faces[f] = new LatticeFace(face, [.. boundary]);
        }

        return below;
    }
}
