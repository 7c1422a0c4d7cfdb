using TorchDynInspect.Dynamics.IntervalMaps;

namespace TorchDynInspect.Dynamics.Entropy.Tower;

/// <summary>
/// The tower of a piecewise-linear map in exact arithmetic. Ends of nodes are numbered points: each is computed once, found again by exact comparison (which is
/// what closes a tower), and placed among the breakpoints once, so that the tower itself only handles numbers.
/// </summary>
internal sealed class ExactTowerRule : ITowerRule<int>
{
    /// <summary>Points beyond this length get no image.</summary>
    private const int MostBits = 1 << 17;

    private readonly OrbitPoint[] breakpoints;
    private readonly OrbitLine[] lines;
    private readonly Lap[] laps;
    private readonly List<OrbitPoint> points = [];
    private readonly List<int> sorted = [];
    private readonly List<int> images = [];
    private readonly List<(int First, int Last)> lapsOf = [];
    private readonly int[] breakpointIds;

    /// <summary>Prepares a map.</summary>
    /// <param name="map">Maps its domain into itself.</param>
    public ExactTowerRule(PiecewiseLinearIntervalMap map)
    {
        breakpoints = [.. map.Breakpoints.Select(OrbitPoint.Of)];
        lines = [.. map.Pieces.Select(OrbitLine.Of)];
        laps = [.. map.Laps];
        breakpointIds = [.. breakpoints.Select(Number)];
        Root = (breakpointIds[0], breakpointIds[^1]);
    }

    /// <inheritdoc/>
    public (int Lower, int Upper) Root { get; }

    /// <summary>The longest point so far, in bits.</summary>
    public long LargestBits { get; private set; }

    /// <inheritdoc/>
    public void Images((int Lower, int Upper) node, List<(int Lower, int Upper)> targets)
    {
        // The lap to the right of the lower end, the lap to the left of the upper end.
        int first = lapsOf[node.Lower].Last;
        int last = lapsOf[node.Upper].First;
        for (int l = first; l <= last; l++)
        {
            int from = Image(l == first ? node.Lower : breakpointIds[laps[l].First]);
            int to = Image(l == last ? node.Upper : breakpointIds[laps[l].Last]);
            if (from != to)
            {
                targets.Add(laps[l].Direction > 0 ? (from, to) : (to, from));
            }
        }
    }

    /// <inheritdoc/>
    public bool IsTooLong((int Lower, int Upper) node) => points[node.Lower].Bits > MostBits || points[node.Upper].Bits > MostBits;

    /// <inheritdoc/>
    public Func<int, double> Order()
    {
        double[] rank = new double[points.Count];
        for (int i = 0; i < sorted.Count; i++)
        {
            rank[sorted[i]] = i;
        }

        return id => rank[id];
    }

    /// <inheritdoc/>
    public (double Lower, double Upper) Enclose((int Lower, int Upper) node) => (points[node.Lower].Enclosure.Lower, points[node.Upper].Enclosure.Upper);

    private int Image(int id)
    {
        if (images[id] < 0)
        {
            OrbitPoint point = points[id];
            int place = Place(breakpoints, breakpoint => breakpoint, point, out bool found);
            images[id] = Number(point.On(lines[Math.Clamp(found ? place : place - 1, 0, lines.Length - 1)]));
        }

        return images[id];
    }

    private int Number(OrbitPoint point)
    {
        int place = Place(sorted, id => points[id], point, out bool found);
        if (found)
        {
            return sorted[place];
        }

        int number = points.Count;
        sorted.Insert(place, number);
        points.Add(point);
        images.Add(-1);
        lapsOf.Add(LapsAt(point));
        LargestBits = Math.Max(LargestBits, point.Bits);
        return number;
    }

    /// <summary>The laps that hold the point: two where it is a turn.</summary>
    private (int First, int Last) LapsAt(OrbitPoint point)
    {
        int place = Place(laps, lap => breakpoints[lap.Last], point, out bool found);
        place = Math.Min(place, laps.Length - 1);
        return (place, found ? Math.Min(place + 1, laps.Length - 1) : place);
    }

    /// <summary>The first entry that is not below the point, and whether it equals it.</summary>
    private static int Place<T>(IReadOnlyList<T> list, Func<T, OrbitPoint> at, OrbitPoint point, out bool found)
    {
        (int low, int high) = (0, list.Count);
        found = false;
        while (low < high)
        {
            int middle = (low + high) / 2;
            int order = at(list[middle]).CompareTo(point);
            found |= order == 0;
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
