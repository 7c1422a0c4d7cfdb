using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;

namespace TorchDynInspect.Dynamics.Periods;

/// <summary>
/// An interval divided at the breakpoints and the fixed points of its map and at the first images of its turning points: f is affine on each cell, and an edge leads to every cell
/// whose interior the image meets. An orbit that avoids the points of division follows the edges. With the fixed points among them, a map that exchanges two sides of one has no walks of
/// odd length from a cell to itself; with the turning values, cells to which nothing returns lie on no closed walk.
/// </summary>
internal sealed class ItineraryGraph
{
    private const int TurningValues = 3;

    private const int MostPoints = 160;

    private readonly int[][] edges;
    private readonly ExactPiece[] pieces;

    public ItineraryGraph(PiecewiseLinearIntervalMap map)
    {
        List<Rational> points = [];
        for (int i = 0; i < map.Breakpoints.Length; i++)
        {
            if (i > 0)
            {
                Rational before = map.Values[i - 1] - map.Breakpoints[i - 1];
                Rational here = map.Values[i] - map.Breakpoints[i];
                if (before.Sign * here.Sign < 0)
                {
                    points.Add(map.Breakpoints[i - 1] + (before / (before - here) * (map.Breakpoints[i] - map.Breakpoints[i - 1])));
                }
            }

            points.Add(map.Breakpoints[i]);
        }

        SortedSet<Rational> all = [.. points];
        Rational[] values = [.. map.Laps.SelectMany(lap => new[] { map.Evaluate(lap.Lower), map.Evaluate(lap.Upper) }).Distinct()];
        for (int k = 0; k < TurningValues && all.Count + values.Length <= MostPoints; k++)
        {
            all.UnionWith(values);
            values = [.. values.Select(map.Evaluate)];
        }

        Points = [.. all];
        Images = [.. Points.Select(map.Evaluate)];
        pieces = [.. Enumerable.Range(0, Cells).Select(cell => map.Pieces[map.PieceAt(Points[cell + 1])])];
        edges = [.. Enumerable.Range(0, Cells).Select(cell => CellsMet(Image(cell)))];
    }

    /// <summary>The points of division in increasing order, the ends of the interval first and last.</summary>
    public Rational[] Points { get; }

    /// <summary>Their images.</summary>
    public Rational[] Images { get; }

    /// <summary>How many cells there are.</summary>
    public int Cells => Points.Length - 1;

    /// <summary>The cells that an image meets.</summary>
    public ReadOnlySpan<int> Targets(int cell) => edges[cell];

    /// <summary>f on a cell.</summary>
    public ExactPiece Piece(int cell) => pieces[cell];

    /// <summary>Whether a closed interval, possibly a point, meets the interior of a cell.</summary>
    public bool Meets((Rational Low, Rational High) interval, int cell) => interval.Low < Points[cell + 1] && interval.High > Points[cell];

    /// <summary>What a closed interval has in common with a closed cell that it meets.</summary>
    public (Rational Low, Rational High) Part((Rational Low, Rational High) interval, int cell) =>
        (interval.Low > Points[cell] ? interval.Low : Points[cell], interval.High < Points[cell + 1] ? interval.High : Points[cell + 1]);

    /// <summary>reach[k][c]: whether a walk of k edges leads from c to <paramref name="goal"/> through cells from <paramref name="least"/> on only.</summary>
    public bool[][] Reaching(int goal, int least, int n)
    {
        bool[][] reach = [.. Enumerable.Range(0, n + 1).Select(_ => new bool[Cells])];
        reach[0][goal] = true;
        for (int k = 1; k <= n; k++)
        {
            for (int cell = least; cell < Cells; cell++)
            {
                reach[k][cell] = edges[cell].Any(to => to >= least && reach[k - 1][to]);
            }
        }

        return reach;
    }

    // The cells that Meets accepts follow each other.
    private int[] CellsMet((Rational Low, Rational High) interval)
    {
        int low = Array.BinarySearch(Points, interval.Low);
        int high = Array.BinarySearch(Points, interval.High);
        int first = low >= 0 ? low : ~low - 1;
        int last = (high >= 0 ? high : ~high) - 1;
        return first > last ? [] : [.. Enumerable.Range(first, last - first + 1)];
    }

    private (Rational Low, Rational High) Image(int cell) =>
        Images[cell] <= Images[cell + 1] ? (Images[cell], Images[cell + 1]) : (Images[cell + 1], Images[cell]);
}
