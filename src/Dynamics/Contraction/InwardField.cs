using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Contraction;

/// <summary>Nagumo's condition on the border of a box: on each face the component across it does not point outward, so that no orbit leaves.</summary>
internal static class InwardField
{
    /// <summary>Whether intervals prove it; false where they do not decide.</summary>
    public static bool IsProvedOn(IEnclosedSystem field, Box box, int limit, CancellationToken cancellation)
    {
        int d = box.Dimension;
        Interval[] values = new Interval[d];
        for (int axis = 0; axis < d; axis++)
        {
            foreach (bool upper in new[] { false, true })
            {
                double[] low = [.. box.Lower];
                double[] high = [.. box.Upper];
                (low[axis], high[axis]) = upper ? (high[axis], high[axis]) : (low[axis], low[axis]);
                (Interval outward, _) = BoxSupremum.Of(
                    new Box(low, high),
                    part =>
                    {
                        field.Values(part, values);
                        return upper ? values[axis] : -values[axis];
                    },
                    limit,
                    0,
                    bound => bound.Upper <= 0 || bound.Lower > 0,
                    cancellation);
                if (!(outward.Upper <= 0))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
