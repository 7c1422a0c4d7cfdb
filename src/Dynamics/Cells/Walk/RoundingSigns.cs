using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>
/// Signs in floating point: a vertex whose value is not larger than what rounding can make of zero counts as lying on the hyperplane. So a cell thinner than that
/// is not a cell for the walk.
/// </summary>
internal readonly unsafe struct RoundingSigns : IVertexSigns<RoundingSigns>
{
    /// <inheritdoc/>
    public static EvidenceLevel Evidence => EvidenceLevel.Numerical;

    /// <inheritdoc/>
    public static RoundingSigns Create(WalkPath path) => default;

    /// <inheritdoc/>
    public void SetMargins(WalkPath path, int level, in Polytope part)
    {
        double* margins = path.Frame(level).Margins;
        if (level >= 0)
        {
            path.Plan.Margins[level].CopyTo(new Span<double>(margins, path.Plan.Levels[level].Planes));
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
    public double Radius(WalkPath path, in CutVertex vertex) => 0;

    /// <inheritdoc/>
    public int Sign(WalkPath path, int level, int plane, in Polytope polytope, int vertex, double z) => 0;
}
