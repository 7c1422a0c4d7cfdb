using TorchDynInspect.Dynamics.BranchAndPrune.Contractors;
using TorchDynInspect.Dynamics.BranchAndPrune.Kernels;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Running;

/// <summary>
/// Where to cut a box: the axis the system names; else the one with the largest smear max_i |J_ij| width_j (Kearfott, Novoa 1990), taken of
/// the preconditioned non-linearity B where Krawczyk's operator was formed and is near to contracting; else the widest.
/// </summary>
internal sealed class Bisection(IEnclosedSystem system)
{
    /// <summary>
    /// Not the middle: networks without biases and symmetric problems have zeros on the planes of symmetry, which a cut there would put on the border of
    /// every part.
    /// </summary>
    private const double LowerShare = 0.46;

    private const double UsefulRatio = 100;

    private readonly IBisectedSystem? own = system as IBisectedSystem;
    private readonly int n = system.Dimension;

    /// <summary>The point between the parts, inside the axis.</summary>
    public static double Point(Interval axis)
    {
        double at = axis.Lower + (LowerShare * (axis.Upper - axis.Lower));
        return at > axis.Lower && at < axis.Upper ? at : axis.Midpoint;
    }

    /// <summary>The axis to bisect.</summary>
    /// <param name="box">The box.</param>
    /// <param name="formed">The operator over this box or one a little larger; null when it was not formed.</param>
    public int Axis(ReadOnlySpan<Interval> box, Krawczyk? formed)
    {
        int named = own?.AxisToBisect(box) ?? -1;
        if (named >= 0)
        {
            return named;
        }

        bool near = formed is not null && formed.Ratio() < UsefulRatio;
        int stride = Lanes.Stride(n);
        (int best, double most) = (-1, 0);
        for (int j = 0; j < n; j++)
        {
            double width = box[j].Upper - box[j].Lower;
            if (!(width > 1e-14 * box[j].Magnitude))
            {
                continue;
            }

            double score = width;
            if (formed is not null)
            {
                score = 0;
                for (int i = 0; i < n; i++)
                {
                    double size = near
                        ? formed.Bound[(i * stride) + j] / Math.Max(formed.Box.Radius[i], 1e-3 * formed.Box.LargestRadius)
                        : formed.Derivatives[(i * n) + j].Magnitude;
                    score = Math.Max(score, size * width);
                }
            }

            (best, most) = score > most || best < 0 ? (j, score) : (best, most);
        }

        return best < 0 ? Widest(box) : best;
    }

    private static int Widest(ReadOnlySpan<Interval> box)
    {
        int widest = 0;
        for (int j = 1; j < box.Length; j++)
        {
            widest = box[j].Upper - box[j].Lower > box[widest].Upper - box[widest].Lower ? j : widest;
        }

        return widest;
    }
}
