using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>
/// Where an increasing chain may have fixed points: iteration from inf f upward and from sup f downward encloses them all, then interval Newton on f(x) − x and
/// halving cut what is left into small candidates. Everything outside the candidates is proved free of fixed points.
/// </summary>
internal sealed class IncreasingFixedPoints
{
    private const int MaxParts = 4096;
    private const double Far = 1e6;
    private const double Farthest = 1e300;
    private readonly WidthOneChain chain;
    private readonly List<Interval> candidates = [];
    private readonly Stack<Interval> open = new();
    private readonly bool isNotTheIdentity;

    private IncreasingFixedPoints(WidthOneChain chain)
    {
        this.chain = chain;
        double[] witnesses = [0, 1, -1];
        isNotTheIdentity = witnesses.Any(x => !ChainEnclosure.Of(chain, x).Displacement(x).Contains(0));
    }

    /// <summary>The candidates in increasing order; none touch. O(L) an evaluation, some tens to hundreds of them.</summary>
    public static List<Interval> Candidates(WidthOneChain chain)
    {
        IncreasingFixedPoints search = new(chain);
        search.open.Push(new Interval(-Farthest, Farthest));
        for (int parts = 0; search.open.TryPop(out Interval part); parts++)
        {
            if (parts < MaxParts)
            {
                search.Examine(part);
            }
            else
            {
                search.candidates.Add(part);
            }
        }

        return search.Merged();
    }

    private void Examine(Interval x)
    {
        while (true)
        {
            ChainEnclosure over = ChainEnclosure.Of(chain, x);

            // A fixed point is its own image: one step of the iteration from both ends.
            Interval image = x.Intersect(over.Value);
            if (image.IsEmpty || LeavesTheDiagonal(x, over) || FollowsTheDiagonal(x, over))
            {
                return;
            }

            if (SplitPoint.Of(image) is not double middle)
            {
                candidates.Add(image);
                return;
            }

            Interval at = ChainEnclosure.Of(chain, middle).Displacement(middle);
            Interval slope = over.LogSlope.Magnitude - Interval.One;
            (Interval first, Interval second) = Interval.Quotients(-at, slope);
            Interval left = image.Intersect(middle + first);
            Interval right = image.Intersect(middle + second);
            if (left.IsEmpty && right.IsEmpty)
            {
                return;
            }

            if (!left.IsEmpty && !right.IsEmpty)
            {
                open.Push(left);
                open.Push(right);
                return;
            }

            Interval next = left.IsEmpty ? right : left;
            if (IsMuchSmaller(next, x))
            {
                x = next;
                continue;
            }

            if (IsAtTheLimitOfRounding(next, at, slope) || SplitPoint.Of(next) is not double cut)
            {
                candidates.Add(next);
                return;
            }

            open.Push(new Interval(next.Lower, cut));
            open.Push(new Interval(cut, next.Upper));
            return;
        }
    }

    private static bool IsMuchSmaller(Interval part, Interval whole) => part.Width < 0.75 * whole.Width;

    // Halving helps as long as f(x) − x varies more over the part than its evaluation at a point errs.
    private static bool IsAtTheLimitOfRounding(Interval part, Interval at, Interval slope) =>
        at.Contains(0) && slope.Magnitude * part.Width <= 4 * at.Width;

    /// <summary>Far out, where differences of values overflow: f(x) − x is monotone and has the wrong sign at one end.</summary>
    private bool LeavesTheDiagonal(Interval x, ChainEnclosure over)
    {
        if (x.Magnitude < Far || (over.LogSlope.Lower < 0 && over.LogSlope.Upper > 0))
        {
            return false;
        }

        Interval low = ChainEnclosure.Of(chain, x.Lower).Displacement(x.Lower);
        Interval high = ChainEnclosure.Of(chain, x.Upper).Displacement(x.Upper);
        return over.LogSlope.Lower >= 0 ? low.Lower > 0 || high.Upper < 0 : low.Upper < 0 || high.Lower > 0;
    }

    /// <summary>
    /// Where α = 1, f(x) − x is r: one sign and monotone means that its zeros fill an interval, which an analytic function other than the identity
    /// does not allow.
    /// </summary>
    private bool FollowsTheDiagonal(Interval x, ChainEnclosure over)
    {
        if (!chain.IsAnalytic || over.Slope != Interval.One)
        {
            return false;
        }

        bool oneSign = over.Rest.Lower >= 0 || over.Rest.Upper <= 0;
        bool monotone = over.LogSlope.Upper <= 0 || over.LogSlope.Lower >= 0;
        return oneSign && monotone && isNotTheIdentity;
    }

    private List<Interval> Merged()
    {
        candidates.Sort((x, y) => x.Lower.CompareTo(y.Lower));
        List<Interval> merged = [];
        foreach (Interval candidate in candidates)
        {
            if (merged.Count > 0 && candidate.Lower <= Neighbour(merged[^1].Upper))
            {
                merged[^1] = merged[^1].Hull(candidate);
            }
            else
            {
                merged.Add(candidate);
            }
        }

        return merged;
    }

    private static double Neighbour(double x) => Math.BitIncrement(Math.BitIncrement(x));
}
