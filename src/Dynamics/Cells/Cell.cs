namespace TorchDynInspect.Dynamics.Cells;

/// <summary>
/// One full-dimensional cell: a polytope held as vertices and facets, its activation pattern, and the affine map of the network on it. A view into the walk's
/// memory, valid only while <see cref="ICellVisitor.Visit"/> runs; copy what you keep.
/// </summary>
public abstract class Cell
{
    private protected Cell()
    {
    }

    /// <summary>The dimension d.</summary>
    public abstract int Dimension { get; }

    /// <summary>The piece of every unit, in the order of the layers; a piece is counted from the left, so that ReLU's active side is 1.</summary>
    public abstract ReadOnlySpan<byte> Pattern { get; }

    /// <summary>How many vertices the cell has, at least d + 1.</summary>
    public abstract int VertexCount { get; }

    /// <summary>The vertices, VertexCount × d, row-major.</summary>
    public abstract ReadOnlySpan<double> Vertices { get; }

    /// <summary>The facets, at least d + 1, in no particular order.</summary>
    public abstract ReadOnlySpan<Facet> Facets { get; }

    /// <summary>The facets through a vertex as indices into <see cref="Facets"/>, in increasing order; exactly d of them when the cell is simple there.</summary>
    /// <param name="vertex">Index of the vertex.</param>
    public abstract ReadOnlySpan<int> FacetsAt(int vertex);

    /// <summary>The halfspace normal·x ≤ offset of a facet. On the facet and on the cell: ≤; not normalised.</summary>
    /// <param name="facet">Index into <see cref="Facets"/>.</param>
    /// <param name="normal">Receives the d numbers of the normal.</param>
    /// <returns>The offset.</returns>
    public abstract double Halfspace(int facet, Span<double> normal);

    /// <summary>The network on this cell, x ↦ A x + b. Computed on demand, O(width² · d) for the layers after the last one that divides.</summary>
    /// <param name="a">Receives A, outputs × d, row-major.</param>
    /// <param name="b">Receives b.</param>
    public abstract void AffineMap(Span<double> a, Span<double> b);
}
