namespace TorchDynInspect.Dynamics.Cells.Polytopes;

/// <content>Volume.</content>
public sealed partial class ConvexPolytope
{
    private double? volume;

    /// <summary>
    /// The d-dimensional volume, by a triangulation into simplices: from a vertex of each face over those of its facets that do not hold the vertex
    /// (Cohen, Hickey, J. ACM 26, 1979). All terms are positive, so that the relative error is that of the determinants.
    /// </summary>
    public double Volume => volume ??= Dimension switch
    {
        1 => Math.Abs(vertices[1] - vertices[0]),
        2 => Area(),
        _ => SumOfSimplices(),
    };

    /// <summary>The vertices of a polygon (d = 2) in counterclockwise order, to be drawn.</summary>
    /// <returns>Indices of the vertices.</returns>
    /// <exception cref="InvalidOperationException">d is not 2.</exception>
    public int[] Outline()
    {
        if (Dimension != 2)
        {
            throw new InvalidOperationException($"an outline needs dimension 2, this polytope has {Dimension}");
        }

        double[] centre = Centre();
        int[] order = [.. Enumerable.Range(0, VertexCount)];
        double[] angles = [.. order.Select(v => Math.Atan2(vertices[(2 * v) + 1] - centre[1], vertices[2 * v] - centre[0]))];
        Array.Sort(angles, order);
        return order;
    }

    private double SumOfSimplices()
    {
        double[] edges = new double[Dimension * Dimension];
        int[] all = [.. Enumerable.Range(0, VertexCount)];
        double sum = Triangulate(all, Dimension, [], edges);
        for (int k = 2; k <= Dimension; k++)
        {
            sum /= k;
        }

        return sum;
    }

    // Relative to one vertex, so that a small polygon far from the origin loses no digits.
    private double Area()
    {
        int[] outline = Outline();
        ReadOnlySpan<double> apex = Vertex(outline[0]);
        double twice = 0;
        for (int i = 1; i + 1 < outline.Length; i++)
        {
            ReadOnlySpan<double> p = Vertex(outline[i]);
            ReadOnlySpan<double> q = Vertex(outline[i + 1]);
            twice += ((p[0] - apex[0]) * (q[1] - apex[1])) - ((q[0] - apex[0]) * (p[1] - apex[1]));
        }

        return Math.Abs(twice) / 2;
    }

    // Σ |det| over the simplices of a face of dimension k joined with the apexes chosen so far.
    private double Triangulate(int[] face, int k, int[] apexes, double[] edges)
    {
        if (k == 0)
        {
            return Determinant(apexes, face[0], edges);
        }

        int apex = face[0];
        int[] next = [.. apexes, apex];
        double sum = 0;
        foreach (int[] side in SidesOf(face, k))
        {
            if (Array.IndexOf(side, apex) < 0)
            {
                sum += Triangulate(side, k - 1, next, edges);
            }
        }

        return sum;
    }

    // The facets of a face are the maximal proper intersections with facets of the polytope.
    private List<int[]> SidesOf(int[] face, int k)
    {
        List<int[]> sides = [];
        for (int f = 0; f < FacetCount; f++)
        {
            int[] side = Array.FindAll(face, v => incidence[v, f]);
            if (side.Length < k || side.Length == face.Length || sides.Exists(s => IsSubset(side, s)))
            {
                continue;
            }

            sides.RemoveAll(s => IsSubset(s, side));
            sides.Add(side);
        }

        return sides;
    }

    private static bool IsSubset(int[] small, int[] large)
    {
        int at = 0;
        foreach (int v in large)
        {
            at += at < small.Length && small[at] == v ? 1 : 0;
        }

        return at == small.Length;
    }

    private double Determinant(int[] apexes, int last, double[] edges)
    {
        int d = Dimension;
        for (int i = 0; i < d; i++)
        {
            int v = i + 1 < d ? apexes[i + 1] : last;
            for (int k = 0; k < d; k++)
            {
                edges[(i * d) + k] = vertices[(v * d) + k] - vertices[(apexes[0] * d) + k];
            }
        }

        double product = 1;
        for (int c = 0; c < d; c++)
        {
            int pivot = c;
            for (int r = c + 1; r < d; r++)
            {
                pivot = Math.Abs(edges[(r * d) + c]) > Math.Abs(edges[(pivot * d) + c]) ? r : pivot;
            }

            double head = edges[(pivot * d) + c];
            if (head == 0)
            {
                return 0;
            }

            product *= Math.Abs(head);
            for (int k = 0; k < d; k++)
            {
                (edges[(pivot * d) + k], edges[(c * d) + k]) = (edges[(c * d) + k], edges[(pivot * d) + k]);
            }

            for (int r = c + 1; r < d; r++)
            {
                double factor = edges[(r * d) + c] / head;
                for (int k = c; k < d; k++)
                {
                    edges[(r * d) + k] -= factor * edges[(c * d) + k];
                }
            }
        }

        return product;
    }
}
