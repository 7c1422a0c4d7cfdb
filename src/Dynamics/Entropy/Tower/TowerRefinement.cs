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

    /// <summary>The best bounds of all towers so far.</summary>
    public TowerBounds Best { get; private set; } = TowerBounds.Nothing;

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsDone => Best.Closed || Best.Gap <= tolerance || stop();

    /// <summary>A bound that is known otherwise.</summary>
    public void AtMost(double upper) => Take(0, upper);

    /// <summary>Bounds from a tower of true images: both sides, and the exact answer when it closes.</summary>
    /// <param name="tower">The tower.</param>
    /// <param name="most">Nodes to keep at most.</param>
    public void Exact<TPoint>(IntervalTower<TPoint> tower, int most)
        where TPoint : notnull
    {
        Grow(tower, most, graph =>
        {
            if (tower.IsClosed)
            {
                Close(graph);
            }
            else
            {
                Take(Logarithm(PerronRoot.Of(RedirectedGraph.Lower(graph)).Root).Lower, double.PositiveInfinity);
                Take(0, Logarithm(PerronRoot.Of(RedirectedGraph.Upper(graph), from: 0).Root).Upper);
            }
        });
    }

    /// <summary>An upper bound from a tower whose nodes contain the images.</summary>
    /// <param name="tower">The tower.</param>
    /// <param name="most">Nodes to keep at most.</param>
    public void Outer<TPoint>(IntervalTower<TPoint> tower, int most)
        where TPoint : notnull =>
        Grow(tower, most, graph => Take(0, Logarithm(PerronRoot.Of(RedirectedGraph.Upper(graph), from: 0).Root).Upper));

    /// <summary>A lower bound from a tower whose nodes are covered by the images.</summary>
    /// <param name="tower">The tower.</param>
    /// <param name="most">Nodes to keep at most.</param>
    public void Inner<TPoint>(IntervalTower<TPoint> tower, int most)
        where TPoint : notnull =>
        Grow(tower, most, graph => Take(Logarithm(PerronRoot.Of(RedirectedGraph.Lower(graph)).Root).Lower, double.PositiveInfinity));

    /// <summary>log ρ, at least 0; 0 where there is no loop.</summary>
    public static (double Lower, double Upper) Logarithm(Interval root) =>
        root.Upper <= 1 ? (0, 0) : (root.Lower <= 1 ? 0 : Interval.Log(root).Lower, Interval.Log(root).Upper);

    private void Grow<TPoint>(IntervalTower<TPoint> tower, int most, Action<TowerGraph> bound)
        where TPoint : notnull
    {
        for (int count = FirstNodes; ; count = Math.Min(2 * count, most))
        {
            int before = tower.Kept;
            tower.Grow(Math.Min(count, most), stop);
            if (tower.Kept == before)
            {
                return;
            }

            TowerBounds last = Best;
            bound(tower.Graph());
            if (Best != last || Best.Nodes == 0)
            {
                Best = Best with { Nodes = tower.Kept, Intervals = tower.Intervals(MostIntervals) };
            }

            if (tower.Kept >= most || !tower.CanGrow || IsDone)
            {
                return;
            }
        }
    }

    private void Take(double lower, double upper)
    {
        if (lower > Best.Lower || upper < Best.Upper)
        {
            Best = Best with { Lower = Math.Max(lower, Best.Lower), Upper = Math.Min(upper, Best.Upper) };
        }
    }

    private void Close(TowerGraph graph)
    {
        (Interval root, int[] component) = PerronRoot.Of(graph.Edges, from: 0);
        (double lower, double upper) = Logarithm(root);
        Best = Best with
        {
            Closed = true,
            Lower = Math.Max(lower, Best.Lower),
            Upper = Math.Min(upper, Best.Upper),
            Degree = upper == 0 ? 1 : component.Length,
            Polynomial = upper == 0 ? ["1", "-1"]
                : component.Length > MostDegree ? []
                : [.. CharacteristicPolynomial.Of(StrongComponents.Inside(graph.Edges, component)).Select(c => c.ToString())],
        };
    }
}
