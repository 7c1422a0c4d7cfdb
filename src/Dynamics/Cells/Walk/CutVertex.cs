namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>
/// A new vertex, where a hyperplane meets an edge. Its facets are those common to the two ends of the edge, and the hyperplane. The corners of the
/// box are exact: their radius is 0.
/// </summary>
internal unsafe struct CutVertex
{
    /// <summary>The polytope that is divided.</summary>
    public Polytope Parent;

    /// <summary>The facet id of the hyperplane.</summary>
    public int Facet;

    /// <summary>The margin of the hyperplane's values.</summary>
    public double Margin;

    /// <summary>The sum of the absolute values of the hyperplane's normal.</summary>
    public double Norm;

    /// <summary>The end on which the hyperplane's value is positive.</summary>
    public int Positive;

    /// <summary>The end on which it is negative.</summary>
    public int Negative;

    /// <summary>The value at the positive end.</summary>
    public double PositiveValue;

    /// <summary>The value at the negative end.</summary>
    public double NegativeValue;

    /// <summary>The largest difference of a coordinate of the two ends.</summary>
    public double Extent;

    /// <summary>The computed coordinates, d numbers; may be improved.</summary>
    public double* X;
}
