using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Entropy.Tower;

/// <summary>Lets towers grow, doubling, until their bounds are close enough.</summary>
/// <param name="tolerance">The gap to reach.</param>
/// <param name="stop">Whether time is over.</param>
internal sealed class TowerRefinement(double tolerance, Func<bool> stop)
{
    private const int FirstNodes = 16;
    private const int MostIntervals = 256;
    private const int MostDegree = 128;

    /// <summary>From so many nodes on, doublings that do not halve the gap count; after some of them other towers promise more.</summary>
    private const int Settled = 512;
    private const int MostStalled = 2;

    /// <summary>The best bounds of all towers so far.</summary>
    public TowerBounds Best { get; private set; } = TowerBounds.Nothing;

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsDone => Best.Closed || Best.Gap <= tolerance || stop();

    /// <summary>A bound that is known otherwise.</summary>
    public void AtMost(double upper) => Take(0, upper);

    /// <summary>A bound that is known otherwise.</summary>
    public void AtLeast(double lower) => Take(lower, double.PositiveInfinity);

    /// <summary>Bounds from a tower of true images: both sides, and the exact answer when it closes.</summary>
    /// <param name="tower">The tower.</param>
    /// <param name="most">Nodes to keep at most.</param>
    public void Exact<TPoint>(IntervalTower<TPoint> tower, int most)
        where TPoint : notnull =>
        Grow(tower, tower, most, () =>
        {
            TowerGraph graph = tower.Graph();
            return tower.IsClosed ? Close(graph) : Above(graph) - Below(graph);
        });

    /// <summary>Bounds from a tower whose nodes are covered by the images, and from one whose nodes contain them.</summary>
    /// <param name="inner">Gives the lower bound.</param>
    /// <param name="outer">Gives the upper bound; null where it cannot be had.</param>
    /// <param name="most">Nodes to keep at most in each.</param>
    public void Enclosed<TPoint>(IntervalTower<TPoint> inner, IntervalTower<TPoint>? outer, int most)
        where TPoint : notnull =>
        Grow(inner, outer, most, () =>
        {
            // Time may be over before a tower keeps its first node; it then says nothing.
            double below = inner.Kept == 0 ? Best.Lower : Below(inner.Graph());
            return (outer is null || outer.Kept == 0 ? Best.Upper : Above(outer.Graph())) - below;
        });

    /// <summary>log ρ, at least 0; 0 where there is no loop.</summary>
    public static (double Lower, double Upper) Logarithm(Interval root) =>
        root.Upper <= 1 ? (0, 0) : (root.Lower <= 1 ? 0 : Interval.Log(root).Lower, Interval.Log(root).Upper);

    private void Grow<TPoint>(IntervalTower<TPoint> first, IntervalTower<TPoint>? second, int most, Func<double> bound)
        where TPoint : notnull
    {
        int stalled = 0;
        double gap = double.PositiveInfinity;
        for (int count = FirstNodes; ; count *= 2)
        {
            (int before, int beside) = (first.Kept, second?.Kept ?? 0);
            first.Grow(Math.Min(count, most), stop);
            second?.Grow(Math.Min(count, most), stop);
            if (first.Kept == before && (second?.Kept ?? 0) == beside)
            {
                return;
            }

            TowerBounds last = Best;
            (double widest, gap) = (gap, bound());
            if (Best != last || Best.Nodes == 0)
            {
                IntervalTower<TPoint> shown = second ?? first;
                Best = Best with { Nodes = shown.Kept, Intervals = shown.Intervals(MostIntervals) };
            }

            stalled = count < Settled || gap < 0.5 * widest ? 0 : stalled + 1;
            if (count >= most || IsDone || stalled >= MostStalled)
            {
                return;
            }
        }
    }

    private double Below(TowerGraph graph)
    {
        double lower = Logarithm(PerronRoot.Of(RedirectedGraph.Lower(graph)).Root).Lower;
        Tower(lower, double.PositiveInfinity);
        return lower;
    }

    private double Above(TowerGraph graph)
    {
        double upper = Logarithm(PerronRoot.Of(RedirectedGraph.Upper(graph), from: 0).Root).Upper;
        Tower(0, upper);
        return upper;
    }

    private void Take(double lower, double upper)
    {
        if (lower > Best.Lower || upper < Best.Upper)
        {
            Best = Best with { Lower = Math.Max(lower, Best.Lower), Upper = Math.Min(upper, Best.Upper) };
        }
    }

    private void Tower(double lower, double upper)
    {
        Take(lower, upper);
        Best = Best with { TowerLower = Math.Max(lower, Best.TowerLower), TowerUpper = Math.Min(upper, Best.TowerUpper) };
    }

    private double Close(TowerGraph graph)
    {
        (Interval root, int[] component) = PerronRoot.Of(graph.Edges, from: 0);
        (double lower, double upper) = Logarithm(root);
        Tower(lower, upper);
        Best = Best with
        {
            Closed = true,
            Degree = upper == 0 ? 1 : component.Length,
            Polynomial = upper == 0 ? ["1", "-1"]
                : component.Length > MostDegree ? []
                : [.. CharacteristicPolynomial.Of(StrongComponents.Inside(graph.Edges, component)).Select(c => c.ToString())],
        };
        return Best.Gap;
    }
}
