namespace TorchDynInspect.Dynamics.Cells.Polytopes;

/// <content>Cutting, intersections and differences.</content>
public sealed partial class ConvexPolytope
{
    /// <summary>A vertex this close to a hyperplane, relative to the size of the numbers involved, counts as lying on it.</summary>
    private const double OnBoundary = 1e-12;

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

        if (!inside)
        {
            return null;
        }

        return outside
            ? Apply(DoubleDescriptionStep.Of(incidence, sides, Dimension), DoubleDescriptionStep.FacetsThatStay(incidence, sides), normal, offset)
            : this;
    }

    private ConvexPolytope? Apply(DoubleDescriptionStep step, int[] keptFacets, ReadOnlySpan<double> normal, double offset)
    {
        int d = Dimension;
        (int kept, int facets) = (step.KeptVertices.Length, keptFacets.Length);
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
            Normal(keptFacets[f]).CopyTo(allNormals.AsSpan(f * d));
            allOffsets[f] = offsets[keptFacets[f]];
        }

        normal.CopyTo(allNormals.AsSpan(facets * d));
        allOffsets[facets] = offset;
        return new ConvexPolytope(d, points, allNormals, allOffsets, step.Incidence.With([.. keptFacets, FacetCount]));
    }
}
