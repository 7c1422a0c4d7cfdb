using TorchDynInspect.Dynamics.Cells.Walk;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>
/// Signs that are proved: by error bounds where these suffice, else in exact rationals from the hyperplanes that meet at the vertex. The rest of a walk is
/// combinatorial, so that its
/// list of cells is right by construction, whatever the position.
/// </summary>
internal readonly unsafe struct CertifiedSigns : IVertexSigns<CertifiedSigns>
{
    // Beyond this share of the edge a vertex is rounded from its exact coordinates instead.
    private const double CoarseRadius = 1e-6;

    private readonly ExactFrames exact;
    private readonly double[][] margins;
    private readonly double largestRadius;

    private CertifiedSigns(WalkPath path)
    {
        exact = new ExactFrames(path);

        margins = [.. path.Plan.Margins.Select(level => level.Select(Rigorous).ToArray())];
        CellDomain domain = path.Plan.Domain;
        largestRadius = domain.Box.Lower.Zip(domain.Box.Upper, (l, u) => Math.Max(Math.Abs(l), Math.Abs(u))).Min() / domain.Dimension;
    }

    /// <inheritdoc/>
    public static EvidenceLevel Evidence => EvidenceLevel.Certified;

    /// <inheritdoc/>
    public static CertifiedSigns Create(WalkPath path) => new(path);

    /// <inheritdoc/>
    public void SetMargins(WalkPath path, int level, in Polytope part)
    {
        double* target = path.Frame(level).Margins;
        if (level >= 0)
        {
            margins[level].CopyTo(new Span<double>(target, margins[level].Length));
            return;
        }

        for (int i = 0; i < path.Plan.Domain.Halfspaces.Length; i++)
        {
            target[i] = Rigorous(path.Plan.HalfspaceMargin(i));
        }
    }

    /// <inheritdoc/>
    public void Resume(WalkPath path, int level)
    {
    }

    /// <inheritdoc/>
    public bool Sharpen(WalkPath path, int level, int plane, ReadOnlySpan<double> values) => false;

    /// <summary>
    /// The true vertex divides the true edge at τ = p/(p − n) by the true values at its ends; the computed values p̃, ñ are off by δ at most, so that
    /// |τ − τ̃| ≤ δ/(p̃ − ñ − 2δ), and the vertex is off by that share of the edge, by what the ends are off, and by rounding.
    /// </summary>
    public double Radius(WalkPath path, in CutVertex vertex)
    {
        int d = path.Plan.Dimension;
        Span<double> x = new(vertex.X, d);
        double* radii = vertex.Parent.X + (d * vertex.Parent.Stride);
        double ends = Math.Max(radii[vertex.Positive], radii[vertex.Negative]);
        double size = vertex.Extent;
        for (int j = 0; j < d; j++)
        {
            size = Math.Max(size, Math.Abs(x[j]));
        }

        double delta = 2 * (vertex.Margin + (vertex.Norm * ends));
        double steepness = vertex.PositiveValue - vertex.NegativeValue - (2 * delta);
        double radius = (1.001 * (ends + (delta / steepness * vertex.Extent))) + Math.ScaleB(size + vertex.Extent, -50);
        if (!(vertex.PositiveValue > 0 && vertex.NegativeValue < 0 && steepness > 0 && radius <= CoarseRadius * vertex.Extent))
        {
            radius = exact.Round(vertex, x);
        }

        return radius <= largestRadius ? radius : double.PositiveInfinity;
    }

    /// <inheritdoc/>
    public int Sign(WalkPath path, int level, int plane, in Polytope polytope, int vertex, double z) =>
        exact.Sign(level >= 0 ? path.Plan.Levels[level].FirstPlane + plane : path.Plan.FirstHalfspace + plane, polytope, vertex);

    // The plan's bound is of first order: K roundings make K·u of a bound of absolute values (Higham, Accuracy and Stability, §3.1). Four times it also pays
    // for the terms of higher
    // order, for slopes that are not doubles, such as 1/6, for the rounding of the bound, and for what the error of the normal makes of the radius of a
    // vertex: an entry of the normal is off by the bound over the reach of its axis at most.
    private static double Rigorous(double firstOrder) => (4 * firstOrder) + RowEnclosure.Tiny;
}
