using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Cells.Polytopes;

/// <summary>
/// A bounded polytope of full dimension d ≥ 1, held both ways: by its vertices and by its facets as halfspaces, with the incidence of the two. Immutable.
/// Vertices are computed in floating point (<see cref="Evidence.EvidenceLevel.Numerical"/>).
/// </summary>
public sealed partial class ConvexPolytope
{
    private readonly double[] vertices;
    private readonly double[] normals;
    private readonly double[] offsets;
    private readonly Incidence incidence;
    private Matrix? vertexMatrix;

    private ConvexPolytope(int dimension, double[] vertices, double[] normals, double[] offsets, Incidence incidence)
    {
        Dimension = dimension;
        this.vertices = vertices;
        this.normals = normals;
        this.offsets = offsets;
        this.incidence = incidence;
    }

    /// <summary>The dimension d.</summary>
    public int Dimension { get; }

    /// <summary>How many vertices there are, at least d + 1.</summary>
    public int VertexCount => incidence.Vertices;

    /// <summary>How many facets there are, at least d + 1.</summary>
    public int FacetCount => incidence.Facets;

    /// <summary>The vertices, one a row, in no particular order.</summary>
    public Matrix Vertices => vertexMatrix ??= new Matrix(VertexCount, Dimension, vertices);

    /// <summary>The facets as halfspaces with normals of Euclidean length 1; the polytope is their intersection.</summary>
    public ImmutableArray<Halfspace> Facets => [.. Enumerable.Range(0, FacetCount).Select(f => new Halfspace(Normal(f), offsets[f]))];

    /// <summary>The vertices, VertexCount × d, row-major, without a copy.</summary>
    internal ReadOnlySpan<double> Coordinates => vertices;

    /// <summary>The offsets of the facets.</summary>
    internal ReadOnlySpan<double> Offsets => offsets;

    /// <summary>Indices of the vertices on a facet, in increasing order.</summary>
    /// <param name="facet">Index into <see cref="Facets"/>.</param>
    public ImmutableArray<int> VerticesOn(int facet) => [.. incidence.On(facet)];

    /// <summary>One vertex.</summary>
    /// <param name="vertex">Its index.</param>
    public ReadOnlySpan<double> Vertex(int vertex) => vertices.AsSpan(vertex * Dimension, Dimension);

    /// <summary>The mean of the vertices, a point of the interior.</summary>
    public double[] Centre()
    {
        double[] centre = new double[Dimension];
        for (int v = 0; v < VertexCount; v++)
        {
            for (int k = 0; k < Dimension; k++)
            {
                centre[k] += vertices[(v * Dimension) + k] / VertexCount;
            }
        }

        return centre;
    }

    /// <summary>The smallest box around the polytope.</summary>
    public Box Bounds()
    {
        double[] lower = Vertex(0).ToArray();
        double[] upper = Vertex(0).ToArray();
        for (int at = Dimension; at < vertices.Length; at++)
        {
            int k = at % Dimension;
            lower[k] = Math.Min(lower[k], vertices[at]);
            upper[k] = Math.Max(upper[k], vertices[at]);
        }

        return new Box(lower, upper);
    }

    /// <summary>max over the facets of normal·x − offset: at most 0 exactly on the polytope, minus the distance from its boundary inside.</summary>
    /// <param name="x">A point of dimension d.</param>
    public double Excess(ReadOnlySpan<double> x)
    {
        Preconditions.RequireLength(x.Length, Dimension, "point");
        double worst = double.NegativeInfinity;
        for (int f = 0; f < FacetCount; f++)
        {
            worst = Math.Max(worst, Height(Normal(f), offsets[f], x));
        }

        return worst;
    }

    /// <summary>Whether a point lies in the closed polytope.</summary>
    /// <param name="x">A point of dimension d.</param>
    /// <param name="tolerance">How far outside a facet still counts, Euclidean.</param>
    public bool Contains(ReadOnlySpan<double> x, double tolerance = 0) => Excess(x) <= tolerance;

    internal ReadOnlySpan<double> Normal(int facet) => normals.AsSpan(facet * Dimension, Dimension);

    internal static double Height(ReadOnlySpan<double> normal, double offset, ReadOnlySpan<double> x)
    {
        double sum = -offset;
        for (int k = 0; k < x.Length; k++)
        {
            sum += normal[k] * x[k];
        }

        return sum;
    }
}
