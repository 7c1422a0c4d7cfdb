using TorchDynInspect.Dynamics.Cells.Proof;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>
/// Replaces rows that rounding has spoilt by exact ones, rounded to the nearest doubles. Where the terms of a pre-activation cancel all over a part of the domain, what
/// floating point leaves of its row is rounding error: it then says nothing about the sides of the hyperplane, however thick the cells there are. The exact row
/// does, to the last bits of each entry; or it is zero, and there is no hyperplane.
/// </summary>
internal sealed unsafe class SharpRows(WalkPath path, RowErrors errors)
{
    private ExactFrames? exact;

    /// <summary>Makes a row exact, unless it is or its error is within a bound.</summary>
    /// <param name="level">The hyperplane's level.</param>
    /// <param name="plane">The hyperplane's number in its level.</param>
    /// <param name="bound">How much error, of the value on the frame's part, is accepted.</param>
    /// <returns>Whether the row is another one now.</returns>
    public bool Sharpen(int level, int plane, double bound)
    {
        if (level < 0 || path.Frame(level).IsExact[plane] || errors.OfRow(level, plane) <= bound)
        {
            return false;
        }

        WalkFrame frame = path.Frame(level);
        int d = path.Plan.Dimension;
        int stride = path.PlaneStride(level);
        Span<double> row = stackalloc double[d + 1];
        exact ??= new ExactFrames(path);
        exact.RoundRow(level, plane, row);
        double norm = 0;
        double magnitude = Math.Abs(row[d]);
        for (int j = 0; j <= d; j++)
        {
            frame.Planes[(j * stride) + plane] = row[j];
            norm += j < d ? Math.Abs(row[j]) : 0;
            magnitude += j < d ? Math.Abs(row[j]) * frame.Reach[j] : 0;
        }

        frame.Norms[plane] = norm;
        frame.Margins[plane] = (d + 4) * RoundingBound.Unit * magnitude;
        frame.IsExact[plane] = true;
        return true;
    }
}
