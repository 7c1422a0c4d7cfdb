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

    private readonly NetworkBounds[] powers;
    private readonly Interval[] values;
    private readonly WorkLimit limit;
    private readonly Box? home;

    /// <summary>Prepares a map.</summary>
    /// <param name="network">f.</param>
    /// <param name="iterate">k, with g = f^k.</param>
    /// <param name="home">A box that the branches must not leave on their way, under f, …, f^(k−1); null when f maps the box of interest into itself.</param>
    /// <param name="limit">The deadline.</param>
    public CoveringProof(Network network, int iterate, Box? home, WorkLimit limit)
    {
        powers = [.. Enumerable.Range(1, iterate).Select(k => new NetworkBounds(CoveringSearch.Power(network, k), IntermediateBounds.Linear))];
        values = new Interval[network.Outputs];
        this.home = home;
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
        NetworkBounds g = powers[^1];
        if (home is not null && !powers[..^1].All(power => Holds(power, inside, IsAtHome, y => Enumerable.Range(0, y.Length).Any(k => y[k].Upper < home.Lower[k] || y[k].Lower > home.Upper[k]))))
        {
            return false;
        }

        for (int k = 0; k < branch.Dimension; k++)
        {
            (int axis, double low, double high) = (k, horseshoe.Target.Lower[k], horseshoe.Target.Upper[k]);
            if (!horseshoe.ExpandingAxes.Contains(axis))
            {
                if (!Holds(g, inside, y => y[axis].Lower > low && y[axis].Upper < high, y => y[axis].Upper < low || y[axis].Lower > high))
                {
                    return false;
                }

                continue;
            }

            Interval[] first = [.. inside];
            Interval[] last = [.. inside];
            (first[axis], last[axis]) = (branch.Lower[axis], branch.Upper[axis]);
            bool Below(Interval[] face) => Holds(g, face, y => y[axis].Upper < low, y => y[axis].Lower >= low);
            bool Above(Interval[] face) => Holds(g, face, y => y[axis].Lower > high, y => y[axis].Upper <= high);
            if (!((Below(first) && Above(last)) || (Above(first) && Below(last))))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsAtHome(Interval[] y) => Enumerable.Range(0, y.Length).All(k => y[k].Lower >= home!.Lower[k] && y[k].Upper <= home.Upper[k]);

    // Whether a property holds all over a box; refuted tells that it fails all over a part.
    private bool Holds(NetworkBounds bounds, Interval[] box, Func<Interval[], bool> property, Func<Interval[], bool> refuted)
    {
        Stack<Interval[]> open = new([[.. box]]);
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
