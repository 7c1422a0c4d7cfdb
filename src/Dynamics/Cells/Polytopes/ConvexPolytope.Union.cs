namespace TorchDynInspect.Dynamics.Cells.Polytopes;

/// <content>Convex unions.</content>
public sealed partial class ConvexPolytope
{
    /// <summary>Normals, of length 1, are compared with this tolerance.</summary>
    private const double SamePlane = 1e-9;

    /// <summary>Offsets and points are compared with this tolerance, relative to the size of the coordinates.</summary>
    private const double SamePoint = 1e-11;

    /// <summary>
    /// The union with another polytope when it is convex and the two lie on different sides of a common facet; null otherwise.
    /// </summary>
    /// <remarks>
    /// Let H carry a facet of P and, from its other side, of Q. The union is convex exactly when all other facets' halfspaces of P hold on Q and those of
    /// Q on P. If: their intersection E lies, on P's side of H, in P, and on Q's side in Q. Only if: near an inner point of such a facet the union is P alone, so
    /// that its plane supports the union there, and by convexity everywhere. Planes are compared with a tolerance; that the volume is kept is tested on the result.
    /// </remarks>
    /// <param name="other">A polytope of the same dimension.</param>
    public ConvexPolytope? ConvexUnion(ConvexPolytope other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int f = 0; f < FacetCount; f++)
        {
            if (ConvexUnion(other, f) is { } union)
            {
                return union;
            }
        }

        return null;
    }

    internal ConvexPolytope? ConvexUnion(ConvexPolytope other, int facet)
    {
        double tolerance = SamePoint * Math.Max(Size(), other.Size());
        int opposite = other.Opposite(Normal(facet), offsets[facet], tolerance);
        return opposite >= 0 && HoldsOn(other, facet, tolerance) && other.HoldsOn(this, opposite, tolerance)
            ? Unite(other, facet, opposite, tolerance)
            : null;
    }

    internal double[] FacetCentre(int facet)
    {
        double[] centre = new double[Dimension];
        int count = 0;
        for (int v = 0; v < VertexCount; v++)
        {
            if (incidence[v, facet])
            {
                count++;
                for (int k = 0; k < Dimension; k++)
                {
                    centre[k] += vertices[(v * Dimension) + k];
                }
            }
        }

        for (int k = 0; k < Dimension; k++)
        {
            centre[k] /= count;
        }

        return centre;
    }

    private double Size()
    {
        double size = 0;
        foreach (double x in vertices)
        {
            size = Math.Max(size, Math.Abs(x));
        }

        return size;
    }

    private int Opposite(ReadOnlySpan<double> normal, double offset, double tolerance)
    {
        for (int f = 0; f < FacetCount; f++)
        {
            if (SamePlaneAs(Normal(f), offsets[f], normal, offset, -1, tolerance))
            {
                return f;
            }
        }

        return -1;
    }

    private static bool SamePlaneAs(
        ReadOnlySpan<double> normal, double offset, ReadOnlySpan<double> otherNormal, double otherOffset, int sign, double tolerance)
    {
        bool same = Math.Abs(offset - (sign * otherOffset)) <= tolerance;
        for (int k = 0; k < normal.Length && same; k++)
        {
            same = Math.Abs(normal[k] - (sign * otherNormal[k])) <= SamePlane;
        }

        return same;
    }

    private bool HoldsOn(ConvexPolytope other, int except, double tolerance)
    {
        for (int f = 0; f < FacetCount; f++)
        {
            for (int v = 0; f != except && v < other.VertexCount; v++)
            {
                if (Height(Normal(f), offsets[f], other.Vertex(v)) > tolerance)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private ConvexPolytope? Unite(ConvexPolytope other, int facet, int opposite, double tolerance)
    {
        int d = Dimension;
        List<double> planes = [];
        List<double> heights = [];
        void Collect(ConvexPolytope from, int except)
        {
            for (int f = 0; f < from.FacetCount; f++)
            {
                bool known = f == except;
                for (int g = 0; g < heights.Count && !known; g++)
                {
                    ReadOnlySpan<double> plane = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(planes).Slice(g * d, d);
                    known = SamePlaneAs(from.Normal(f), from.offsets[f], plane, heights[g], 1, tolerance);
                }

                if (!known)
                {
                    planes.AddRange(from.Normal(f));
                    heights.Add(from.offsets[f]);
                }
            }
        }

        Collect(this, facet);
        Collect(other, opposite);
        ConvexPolytope? union = FromPoints(d, DistinctPoints(other, tolerance), [.. planes], [.. heights], tolerance);
        double sum = Volume + other.Volume;
        return union is not null && Math.Abs(union.Volume - sum) <= SamePlane * sum ? union : null;
    }

    private List<double[]> DistinctPoints(ConvexPolytope other, double tolerance)
    {
        List<double[]> points = [.. Enumerable.Range(0, VertexCount).Select(v => Vertex(v).ToArray())];
        for (int v = 0; v < other.VertexCount; v++)
        {
            double[] point = other.Vertex(v).ToArray();
            if (!points.Exists(p => p.Zip(point).All(pair => Math.Abs(pair.First - pair.Second) <= tolerance)))
            {
                points.Add(point);
            }
        }

        return points;
    }

    // Keeps those points that are vertices of the intersection of the halfspaces: no other point lies on all their facets.
    private static ConvexPolytope? FromPoints(int d, List<double[]> points, double[] normals, double[] offsets, double tolerance)
    {
        int facets = offsets.Length;
        Incidence raw = Incident(d, points, normals, offsets, tolerance);
        List<double[]> kept = [];
        for (int v = 0; v < points.Count; v++)
        {
            bool isVertex = raw.Common(v, v) >= d;
            for (int w = 0; w < points.Count && isVertex; w++)
            {
                isVertex = w == v || !raw.Covers(w, v, v);
            }

            if (isVertex)
            {
                kept.Add(points[v]);
            }
        }

        Incidence incidence = Incident(d, kept, normals, offsets, tolerance);
        bool sound = kept.Count > d;
        for (int f = 0; f < facets && sound; f++)
        {
            sound = incidence.On(f).Length >= d;
        }

        return sound ? new ConvexPolytope(d, [.. kept.SelectMany(p => p)], normals, offsets, incidence) : null;
    }

    private static Incidence Incident(int d, List<double[]> points, double[] normals, double[] offsets, double tolerance)
    {
        Incidence incidence = new(points.Count, offsets.Length);
        for (int v = 0; v < points.Count; v++)
        {
            for (int f = 0; f < offsets.Length; f++)
            {
                if (Math.Abs(Height(normals.AsSpan(f * d, d), offsets[f], points[v])) <= tolerance)
                {
                    incidence.Set(v, f);
                }
            }
        }

        return incidence;
    }
}
