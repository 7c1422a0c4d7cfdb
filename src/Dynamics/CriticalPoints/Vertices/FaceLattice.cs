using System.Numerics;
using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>All faces of a cell as sets of vertices (bit v for vertex v), by dimension: the intersections of facets. Works for cells that are not simple.</summary>
internal sealed class FaceLattice
{
    private FaceLattice(List<LatticeFace>[] faces)
    {
        Faces = faces;
    }

    /// <summary>Faces[k]: those of dimension k; the cell itself is Faces[d][0].</summary>
    public List<LatticeFace>[] Faces { get; }

    /// <summary>The lattice of a cell. O(faces · facets).</summary>
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

        List<LatticeFace>[] faces = new List<LatticeFace>[cell.Dimension + 1];
        faces[^1] = [new LatticeFace((BigInteger.One << cell.VertexCount) - 1, [])];
        for (int k = cell.Dimension; k > 0; k--)
        {
            faces[k - 1] = Below(faces[k], facets);
        }

        return new FaceLattice(faces);
    }

    // A facet of a face is a maximal one among its proper intersections with the cell's facets.
    private static List<LatticeFace> Below(List<LatticeFace> faces, BigInteger[] facets)
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
