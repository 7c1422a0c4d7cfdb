using System.Numerics;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>
/// Signs in floating point. A vertex counts as lying on a hyperplane when the value there, corrected for the rounding of the vertex, is not larger than what rounding
/// can make of zero: the error of the hyperplane's row, and those of the rows of the facets that fix the vertex, weighted by how the value depends on them. Rows for
/// which that is much are made exact first (<see cref="SharpRows"/>), so that what is thinner than the tolerance is a sliver, not a cell that cancellation hides.
/// </summary>
internal readonly unsafe struct RoundingSigns : IVertexSigns<RoundingSigns>
{
    // Errors of vertices add up from cut to cut; beyond this share of the edge they are computed anew from the facets.
    private const double CoarseRadius = 1e-6;

    private const double Room = 4;

    // A margin above this share of the values themselves is worth the price of a sharper one.
    private const double CoarseMargin = 1e-9;

    // A row with a larger error, as a share of what it varies by, is made exact when a sign depends on it: zeros are off by that share of the coordinates.
    private static readonly double CoarseRow = Math.ScaleB(1, -44);

    // A hyperplane that divides a part is made exact when its row's error is above this share of the largest of its values there.
    private static readonly double CoarseRange = Math.ScaleB(1, -20);

    private readonly RowErrors errors;
    private readonly SharpRows rows;
    private readonly VertexEquations equations;

    private RoundingSigns(WalkPath path)
    {
        errors = new RowErrors(path);
        rows = new SharpRows(path, errors);
        equations = new VertexEquations(path, errors);
    }

    /// <inheritdoc/>
    public static EvidenceLevel Evidence => EvidenceLevel.Numerical;

    /// <inheritdoc/>
    public static RoundingSigns Create(WalkPath path) => new(path);

    /// <inheritdoc/>
    public void SetMargins(WalkPath path, int level, in Polytope part)
    {
        double* margins = path.Frame(level).Margins;
        if (level >= 0)
        {
            double[] overBox = path.Plan.Margins[level];
            overBox.CopyTo(new Span<double>(margins, overBox.Length));

            // Over many layers the bounds for the whole box grow far beyond what rounding does on a small part of it.
            if (path.Plan.LargestMargin[level] > CoarseMargin * errors.LargestValue(level))
            {
                errors.CopyTo(level, margins);
            }

            return;
        }

        for (int i = 0; i < path.Plan.Domain.Halfspaces.Length; i++)
        {
            margins[i] = path.Plan.HalfspaceMargin(i);
        }
    }

    /// <inheritdoc/>
    public void Resume(WalkPath path, int level)
    {
    }

    /// <inheritdoc/>
    public double Radius(WalkPath path, in CutVertex vertex)
    {
        // Along the edge the error is that of the values at its ends, over their difference. Across, it is that of the edge, which the ends know: what is wrong with
        // an end along the edge does not matter. Neglected is an edge that is itself badly determined; the factor leaves room for that.
        double* radii = vertex.Parent.X + (path.Plan.Dimension * vertex.Parent.Stride);
        double ends = Math.Max(radii[vertex.Positive], radii[vertex.Negative]);
        double radius = ends + (Room * vertex.Extent * vertex.Margin / (vertex.PositiveValue - vertex.NegativeValue));
        return radius <= CoarseRadius * vertex.Extent ? radius : Math.Min(radius, RadiusFromFacets(path, vertex));
    }

    /// <inheritdoc/>
    public bool Sharpen(WalkPath path, int level, int plane, ReadOnlySpan<double> values)
    {
        double margin = path.Frame(level).Margins[plane];
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
            if (margin <= CoarseRange * largest)
            {
                return false;
            }
        }

        return rows.Sharpen(level, plane, CoarseRange * largest);
    }

    /// <inheritdoc/>
    public int Sign(WalkPath path, int level, int plane, in Polytope polytope, int vertex, double z)
    {
        int sign = RoundedSign(path, level, plane, polytope, vertex, z);
        return sign == 0 && SharpenAll(path, level, plane, polytope, vertex)
            ? RoundedSign(path, level, plane, polytope, vertex, null)
            : sign;
    }

    private int RoundedSign(WalkPath path, int level, int plane, in Polytope polytope, int vertex, double? value)
    {
        int d = path.Plan.Dimension;
        Span<double> x = stackalloc double[d];
        Span<double> a = stackalloc double[d];
        WalkFrame frame = path.Frame(level);
        int stride = path.PlaneStride(level);
        double z = frame.Planes[(d * stride) + plane];
        for (int j = 0; j < d; j++)
        {
            x[j] = polytope.X[(j * polytope.Stride) + vertex];
            a[j] = frame.Planes[(j * stride) + plane];
            z += a[j] * x[j];
        }

        z = value ?? z;
        double tolerance = errors.At(level, plane, x);
        double radius = polytope.X[(d * polytope.Stride) + vertex];
        if (radius > 0 && Math.Abs(z) > tolerance)
        {
            equations.Clear();
            equations.Add(polytope, vertex, vertex);
            if (!equations.Solve(x))
            {
                return 0;
            }

            (z, double error) = equations.Correct(a, z);
            tolerance += error;
        }

        return z > tolerance ? 1 : z < -tolerance ? -1 : 0;
    }

    /// <summary>Makes the rows exact on which a sign depends, as far as they are coarse: the hyperplane's, and those of the facets through the vertex.</summary>
    private bool SharpenAll(WalkPath path, int level, int plane, in Polytope polytope, int vertex)
    {
        bool changed = Sharpen(level, plane);
        for (int w = 0; w < polytope.Words; w++)
        {
            for (ulong left = polytope.Masks[(w * polytope.Stride) + vertex]; left != 0; left &= left - 1)
            {
                (int facetLevel, int facetPlane) = path.Plan.Locate(polytope.Slots[(64 * w) + BitOperations.TrailingZeroCount(left)]);
                changed |= Sharpen(facetLevel, facetPlane);
            }
        }

        return changed;
    }

    private bool Sharpen(int level, int plane) => level >= 0 && rows.Sharpen(level, plane, CoarseRow * errors.Variation(level, plane));

    private double RadiusFromFacets(WalkPath path, in CutVertex vertex)
    {
        var x = new Span<double>(vertex.X, path.Plan.Dimension);
        equations.Clear();
        equations.Add(vertex.Parent, vertex.Positive, vertex.Negative);
        equations.Add(vertex.Facet);
        return equations.Solve(x) ? equations.Improve(x) : double.PositiveInfinity;
    }
}
