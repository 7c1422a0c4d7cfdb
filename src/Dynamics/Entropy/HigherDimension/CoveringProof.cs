using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Oscillations;

namespace TorchDynInspect.Dynamics.Entropy.HigherDimension;

/// <summary>Proves the inequalities of a <see cref="CoveringHorseshoe"/> by outward-rounded bounds over ever smaller boxes: each holds strictly, or is not proved.</summary>
internal sealed class CoveringProof
{
    private const int MostBoxes = 4000;

    private readonly NetworkBounds bounds;
    private readonly Interval[] values;
    private readonly WorkLimit limit;

    /// <summary>Prepares a map.</summary>
    /// <param name="power">g.</param>
    /// <param name="limit">The deadline.</param>
    public CoveringProof(Network power, WorkLimit limit)
    {
        bounds = new NetworkBounds(power, IntermediateBounds.Linear);
        values = new Interval[power.Outputs];
        this.limit = limit;
    }

    /// <summary>The horseshoe of those branches whose covering relations are proved; null when there are fewer than two.</summary>
    public CoveringHorseshoe? Prove(CoveringHorseshoe candidate)
    {
        CoveringHorseshoe proved = candidate with { Branches = [.. candidate.Branches.Where(branch => IsProved(candidate, branch))] };
        return proved.Branches.Length < 2 ? null : proved;
    }

    private bool IsProved(CoveringHorseshoe horseshoe, Box branch)
    {
        Interval[] inside = [.. Enumerable.Range(0, branch.Dimension).Select(k => new Interval(branch.Lower[k], branch.Upper[k]))];
        for (int k = 0; k < branch.Dimension; k++)
        {
            (int axis, double low, double high) = (k, horseshoe.Target.Lower[k], horseshoe.Target.Upper[k]);
            if (!horseshoe.ExpandingAxes.Contains(axis))
            {
                if (!Holds(inside, y => y[axis].Lower > low && y[axis].Upper < high, y => y[axis].Upper < low || y[axis].Lower > high))
                {
                    return false;
                }

                continue;
            }

            Interval[] first = [.. inside];
            Interval[] last = [.. inside];
            (first[axis], last[axis]) = (branch.Lower[axis], branch.Upper[axis]);
            bool Below(Interval[] face) => Holds(face, y => y[axis].Upper < low, y => y[axis].Lower >= low);
            bool Above(Interval[] face) => Holds(face, y => y[axis].Lower > high, y => y[axis].Upper <= high);
            if (!((Below(first) && Above(last)) || (Above(first) && Below(last))))
            {
                return false;
            }
        }

        return true;
    }

    // Whether a property holds all over a box; refuted tells that it fails all over a part.
    private bool Holds(Interval[] box, Func<Interval[], bool> property, Func<Interval[], bool> refuted)
    {
        Stack<Interval[]> open = new([box]);
        for (int seen = 0; open.TryPop(out Interval[]? part); seen++)
        {
            bounds.Values(part, values);
            if (property(values))
            {
                continue;
            }

            int widest = Enumerable.Range(0, part.Length).MaxBy(k => part[k].Width);
            double middle = part[widest].Midpoint;
            if (refuted(values) || limit.IsReached(0) || seen >= MostBoxes || !(part[widest].Lower < middle && middle < part[widest].Upper))
            {
                return false;
            }

            Interval[] left = [.. part];
            left[widest] = new Interval(part[widest].Lower, middle);
            part[widest] = new Interval(middle, part[widest].Upper);
            open.Push(left);
            open.Push(part);
        }

        return true;
    }
}
