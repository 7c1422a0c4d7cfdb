using TorchDynInspect.Dynamics.Boxes;

namespace TorchDynInspect.Dynamics.Cells.Polytopes;

/// <content>From boxes, cells and halfspaces, and cutting.</content>
public sealed partial class ConvexPolytope
{
    /// <summary>A vertex this close to a hyperplane, relative to the size of the numbers involved, counts as lying on it.</summary>
    private const double OnBoundary = 1e-12;

    /// <summary>A box as a polytope: 2^d vertices.</summary>
    /// <param name="box">Lower bounds below upper bounds.</param>
    /// <exception cref="InvalidInputException">The box is flat on an axis, or has more than 20 axes.</exception>
    public static ConvexPolytope Of(Box box)
    {
        ArgumentNullException.ThrowIfNull(box);
        int d = new CellDomain(box).Dimension;
        if (d > 20)
        {
            throw new InvalidInputException($"polytope of a box: has {d} axes and so 2^{d} vertices, expected at most 20 axes");
        }

        int count = 1 << d;
        Incidence incidence = new(count, 2 * d);
        double[] vertices = new double[count * d];
        double[] normals = new double[2 * d * d];
        double[] offsets = new double[2 * d];
        for (int k = 0; k < d; k++)
        {
            normals[(2 * k * d) + k] = -1;
            offsets[2 * k] = -box.Lower[k];
            normals[(((2 * k) + 1) * d) + k] = 1;
            offsets[(2 * k) + 1] = box.Upper[k];
            for (int v = 0; v < count; v++)
            {
                int side = v >> k & 1;
                vertices[(v * d) + k] = side == 0 ? box.Lower[k] : box.Upper[k];
                incidence.Set(v, (2 * k) + side);
            }
        }

        return new ConvexPolytope(d, vertices, normals, offsets, incidence);
    }

    /// <summary>A copy of a cell.</summary>
    /// <param name="cell">The cell, during its visit.</param>
    public static ConvexPolytope Of(Cell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        int d = cell.Dimension;
        int facets = cell.Facets.Length;
        double[] normals = new double[facets * d];
        double[] offsets = new double[facets];
        for (int f = 0; f < facets; f++)
        {
            Span<double> normal = normals.AsSpan(f * d, d);
            offsets[f] = Normalised(normal, cell.Halfspace(f, normal));
        }

        Incidence incidence = new(cell.VertexCount, facets);
        for (int v = 0; v < cell.VertexCount; v++)
        {
            foreach (int f in cell.FacetsAt(v))
            {
                incidence.Set(v, f);
            }
        }

        return new ConvexPolytope(d, cell.Vertices.ToArray(), normals, offsets, incidence);
    }

    /// <summary>A box cut by halfspaces; null when nothing of full dimension is left.</summary>
    /// <param name="domain">The box and the halfspaces.</param>
    public static ConvexPolytope? Of(CellDomain domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        ConvexPolytope? polytope = Of(domain.Box);
        foreach (Halfspace halfspace in domain.Halfspaces)
        {
            polytope = polytope?.Cut(halfspace);
        }

        return polytope;
    }

    /// <summary>
    /// The part in a halfspace: this polytope when it lies inside, null when the part has no interior. Parts thinner than 1e−12 of their coordinates are
    /// taken to have none. O(V² F) at most.
    /// </summary>
    /// <param name="halfspace">The halfspace, of dimension d.</param>
    public ConvexPolytope? Cut(Halfspace halfspace)
    {
        ArgumentNullException.ThrowIfNull(halfspace);
        Preconditions.RequireLength(halfspace.Normal.Length, Dimension, "halfspace normal");
        double[] normal = [.. halfspace.Normal];
        double offset = Normalised(normal, halfspace.Offset);
        return CutNormalised(normal, offset);
    }

    /// <summary>The part in another polytope; null when the two have no interior point in common.</summary>
    /// <param name="other">A polytope of the same dimension.</param>
    public ConvexPolytope? Intersect(ConvexPolytope other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ConvexPolytope? part = this;
        for (int f = 0; f < other.FacetCount && part is not null; f++)
        {
            part = part.CutNormalised(other.Normal(f), other.offsets[f]);
        }

        return part;
    }

    /// <summary>This polytope without another: polytopes with disjoint interiors whose union is the closure of the difference.</summary>
    /// <param name="other">A polytope of the same dimension.</param>
    public IReadOnlyList<ConvexPolytope> Without(ConvexPolytope other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Intersect(other) is null)
        {
            return [this];
        }

        List<ConvexPolytope> pieces = [];
        ConvexPolytope? rest = this;
        double[] opposite = new double[Dimension];
        for (int f = 0; f < other.FacetCount && rest is not null; f++)
        {
            ReadOnlySpan<double> normal = other.Normal(f);
            for (int k = 0; k < Dimension; k++)
            {
                opposite[k] = -normal[k];
            }

            if (rest.CutNormalised(opposite, -other.offsets[f]) is { } outside)
            {
                pieces.Add(outside);
            }

            rest = rest.CutNormalised(normal, other.offsets[f]);
        }

        return pieces;
    }

    internal static double Normalised(Span<double> normal, double offset)
    {
        double length = 0;
        foreach (double x in normal)
        {
            length = double.Hypot(length, x);
        }

        for (int k = 0; k < normal.Length; k++)
        {
            normal[k] /= length;
        }

        return offset / length;
    }

    internal ConvexPolytope? CutNormalised(ReadOnlySpan<double> normal, double offset)
    {
        double size = Math.Abs(offset);
        foreach (double x in vertices)
        {
            size = Math.Max(size, Math.Abs(x));
        }

        double tolerance = OnBoundary * Dimension * size;
        Span<sbyte> sides = VertexCount <= 256 ? stackalloc sbyte[VertexCount] : new sbyte[VertexCount];
        (bool inside, bool outside) = (false, false);
        for (int v = 0; v < VertexCount; v++)
        {
            double height = Height(normal, offset, Vertex(v));
            sides[v] = (sbyte)(height > tolerance ? 1 : height < -tolerance ? -1 : 0);
            inside |= sides[v] < 0;
            outside |= sides[v] > 0;
        }

        return !inside ? null : !outside ? this : Apply(DoubleDescriptionStep.Of(incidence, sides, Dimension), normal, offset);
    }

    private ConvexPolytope? Apply(DoubleDescriptionStep step, ReadOnlySpan<double> normal, double offset)
    {
        int d = Dimension;
        (int kept, int facets) = (step.KeptVertices.Length, step.KeptFacets.Length);
        if (step.Incidence.Vertices <= d || facets < d)
        {
            return null;
        }

        double[] points = new double[step.Incidence.Vertices * d];
        for (int v = 0; v < kept; v++)
        {
            Vertex(step.KeptVertices[v]).CopyTo(points.AsSpan(v * d));
        }

        for (int e = 0; e < step.CutEdges.Length; e++)
        {
            ReadOnlySpan<double> inner = Vertex(step.CutEdges[e].Inside);
            ReadOnlySpan<double> outer = Vertex(step.CutEdges[e].Outside);
            double below = -Height(normal, offset, inner);
            double above = Height(normal, offset, outer);
            for (int k = 0; k < d; k++)
            {
                points[((kept + e) * d) + k] = ((inner[k] * above) + (outer[k] * below)) / (above + below);
            }
        }

        double[] allNormals = new double[(facets + 1) * d];
        double[] allOffsets = new double[facets + 1];
        for (int f = 0; f < facets; f++)
        {
            Normal(step.KeptFacets[f]).CopyTo(allNormals.AsSpan(f * d));
            allOffsets[f] = offsets[step.KeptFacets[f]];
        }

        normal.CopyTo(allNormals.AsSpan(facets * d));
        allOffsets[facets] = offset;
        return new ConvexPolytope(d, points, allNormals, allOffsets, step.Incidence);
    }
}
