using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>
/// Decides how many fixed points each candidate holds: one where f(x) − x changes sign and is monotone, none where it is monotone without a change of sign,
/// and what the theorem leaves where it is not monotone.
/// </summary>
internal sealed class IncreasingCount
{
    private const int MaxDoublings = 64;
    private readonly WidthOneChain chain;

    private IncreasingCount(WidthOneChain chain)
    {
        this.chain = chain;
    }

    /// <summary>The fixed points, each proved, in increasing order.</summary>
    public List<LocatedPoint> Points { get; } = [];

    /// <summary>Intervals whose number of fixed points stays open.</summary>
    public List<Interval> Undecided { get; } = [];

    public static IncreasingCount Of(WidthOneChain chain)
    {
        IncreasingCount count = new(chain);
        List<Interval> candidates = IncreasingFixedPoints.Candidates(chain);
        List<Cluster> clusters = [];
        for (int i = 0; i < candidates.Count; i++)
        {
            Interval room = new(
                i == 0 ? double.NegativeInfinity : candidates[i - 1].Upper,
                i == candidates.Count - 1 ? double.PositiveInfinity : candidates[i + 1].Lower);
            count.Decide(candidates[i], room, clusters);
        }

        count.DecideByTheorem(clusters);
        count.Points.Sort((x, y) => x.Enclosure.Lower.CompareTo(y.Enclosure.Lower));
        return count;
    }

    private void Decide(Interval candidate, Interval room, List<Cluster> clusters)
    {
        double step = Math.Max(candidate.Width, Math.BitIncrement(candidate.Magnitude) - candidate.Magnitude);
        for (int k = 0; k < MaxDoublings && double.IsFinite(step); k++, step *= 2)
        {
            Interval wide = new(Math.Max(candidate.Lower - step, double.MinValue), Math.Min(candidate.Upper + step, double.MaxValue));
            if (!(wide.Lower > room.Lower && wide.Upper < room.Upper) || !wide.IsBounded)
            {
                break;
            }

            (int before, int after) = (Sign(wide.Lower), Sign(wide.Upper));
            if (before == 0 || after == 0)
            {
                continue;
            }

            LogSlope slope = ChainEnclosure.Of(chain, wide).LogSlope;
            if (!slope.Contracts && !slope.Expands)
            {
                clusters.Add(new Cluster(candidate, before, after));
            }
            else if (before != after)
            {
                Points.Add(new LocatedPoint(candidate, slope.Contracts ? Stability.Attracting : Stability.Repelling));
            }

            return;
        }

        clusters.Add(new Cluster(candidate, 0, 0));
    }

    /// <summary>The sign of f(x) − x; 0 when rounding hides it.</summary>
    private int Sign(double x)
    {
        Interval at = ChainEnclosure.Of(chain, x).Displacement(x);
        return at.Lower > 0 ? 1 : at.Upper < 0 ? -1 : 0;
    }

    private void DecideByTheorem(List<Cluster> clusters)
    {
        foreach (Cluster cluster in clusters)
        {
            bool known = cluster.Before != 0 && cluster.After != 0;
            if (known && DecideExactly(cluster))
            {
                continue;
            }

            // Of three fixed points none is neutral: beside two others, a change of sign is one more point, and no change is none.
            bool besideTwo = clusters.Count == 1 && Points.Count == 2;
            if (known && besideTwo && cluster.Before != cluster.After)
            {
                Points.Add(new LocatedPoint(cluster.Candidate, Stability.Undecided));
            }
            else if (!(known && besideTwo))
            {
                Undecided.Add(cluster.Candidate);
            }
        }
    }

    /// <summary>
    /// A fixed point that is known exactly, with multiplier exactly 1. Two neutral points force the identity between them, and three points hold no
    /// neutral one, so beside it lies one simple point at most; the signs at the ends of the cluster tell whether it does.
    /// </summary>
    private bool DecideExactly(Cluster cluster)
    {
        if (ExactEvaluation.Simplest(cluster.Candidate) is not Rational p
            || ExactEvaluation.Of(chain, p) is not ExactEvaluation at
            || at.Value != p
            || at.Slope != Rational.One)
        {
            return false;
        }

        bool crosses = cluster.Before != cluster.After;
        bool alone = crosses
            ? (chain.IsOdd && p.Sign == 0) || at.Curvature is { Sign: 0 }
            : at.Curvature is { Sign: not 0 };
        if (alone)
        {
            Points.Add(new LocatedPoint(p.ToInterval(), Stability.Neutral, p));
        }

        return alone;
    }

    /// <summary>A candidate with the signs of f(x) − x before and after it, 0 where unknown.</summary>
    private readonly record struct Cluster(Interval Candidate, int Before, int After);
}
