using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Oscillations;

namespace TorchDynInspect.Dynamics.Periods;

/// <summary>
/// Points of one least period n of a piecewise-linear map, exactly: depth first over the closed walks of n edges that an interval of points follows, each solved as an affine
/// equation. Each cycle of walks is entered at its least cell. Orbits through points of division are found by following those points.
/// </summary>
/// <remarks>
/// All points of period n are met: an orbit through a point of division passes that point; any other stays in the interiors of cells, so that its walk is among those followed,
/// and solves the affine equation of its walk. Where that equation is x = x, a whole interval has period n, but for finitely many points.
/// </remarks>
internal sealed class ItinerarySearch(ItineraryGraph graph, int period, WorkLimit limit)
{
    private readonly int[] walk = new int[period];
    private int itineraries;
    private bool[][] reach = [];
    private Func<Rational, bool> accept = _ => true;

    /// <summary>Whether the search was given up before all itineraries were followed.</summary>
    public bool CutShort { get; private set; }

    /// <summary>A point of least period n, or null: there is none, unless the search was cut short.</summary>
    /// <param name="accepted">Which points count; null for all.</param>
    public Rational? Find(Func<Rational, bool>? accepted = null)
    {
        accept = accepted ?? accept;
        foreach (Rational point in graph.Points)
        {
            if (HasLeastPeriod(point))
            {
                return point;
            }
        }

        for (int first = 0; first < graph.Cells && !CutShort; first++)
        {
            reach = graph.Reaching(first, first, period);
            if (reach[period][first])
            {
                walk[0] = first;
                if (Follow(1, Step((graph.Points[first], graph.Points[first + 1]), first)) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    /// <summary>Whether f^n(x) = x and no earlier iterate is, and x is accepted.</summary>
    public bool HasLeastPeriod(Rational x)
    {
        Rational y = x;
        for (int k = 1; k <= period; k++)
        {
            int cell = CellOf(y);
            y = graph.Piece(cell).Value(y);
            if (y == x)
            {
                return k == period && accept(x);
            }
        }

        return false;
    }

    // The interval holds f^depth of the points that follow the walk so far.
    private Rational? Follow(int depth, (Rational Low, Rational High) interval)
    {
        if (depth == period)
        {
            itineraries++;
            return graph.Meets(interval, walk[0]) ? Solution() : null;
        }

        foreach (int cell in graph.Targets(walk[depth - 1]))
        {
            if (cell < walk[0] || !reach[period - depth][cell] || !graph.Meets(interval, cell))
            {
                continue;
            }

            if (limit.IsReached(itineraries))
            {
                CutShort = true;
                return null;
            }

            walk[depth] = cell;
            if (Follow(depth + 1, Step(graph.Part(interval, cell), cell)) is { } found)
            {
                return found;
            }

            if (CutShort)
            {
                return null;
            }
        }

        return null;
    }

    private Rational? Solution()
    {
        (Rational a, Rational b) = (Rational.One, Rational.Zero);
        foreach (int cell in walk)
        {
            ExactPiece piece = graph.Piece(cell);
            (a, b) = (piece.Slope * a, piece.Value(b));
        }

        if (a != Rational.One)
        {
            Rational x = b / (Rational.One - a);
            return HasLeastPeriod(x, walk) ? x : null;
        }

        return b.Sign == 0 ? OfFixedInterval() : null;
    }

    // f^n is the identity on the points of the walk. Each f^k with k < n is affine there: the identity, or it fixes one point at most, so that n points tell.
    private Rational? OfFixedInterval()
    {
        (Rational Low, Rational High) points = (graph.Points[walk[^1]], graph.Points[walk[^1] + 1]);
        for (int k = period - 2; k >= 0; k--)
        {
            ExactPiece piece = graph.Piece(walk[k]);
            (Rational low, Rational high) = ((points.Low - piece.Intercept) / piece.Slope, (points.High - piece.Intercept) / piece.Slope);
            points = low < high ? (low, high) : (high, low);
            if (!graph.Meets(points, walk[k]))
            {
                return null;
            }

            points = graph.Part(points, walk[k]);
        }

        for (int i = 1; i <= period; i++)
        {
            Rational x = points.Low + (new Rational(i, period + 1) * (points.High - points.Low));
            if (HasLeastPeriod(x))
            {
                return x;
            }
        }

        return null;
    }

    private bool HasLeastPeriod(Rational x, int[] itinerary)
    {
        Rational y = x;
        for (int k = 0; k < period; k++)
        {
            if (y < graph.Points[itinerary[k]] || y > graph.Points[itinerary[k] + 1])
            {
                return false;
            }

            y = graph.Piece(itinerary[k]).Value(y);
            if (y == x)
            {
                return k == period - 1 && accept(x);
            }
        }

        return false;
    }

    private (Rational Low, Rational High) Step((Rational Low, Rational High) part, int cell)
    {
        ExactPiece piece = graph.Piece(cell);
        (Rational low, Rational high) = (piece.Value(part.Low), piece.Value(part.High));
        return low <= high ? (low, high) : (high, low);
    }

    private int CellOf(Rational x)
    {
        int at = graph.Points.AsSpan().BinarySearch(x);
        return Math.Min(graph.Cells - 1, at >= 0 ? at : ~at - 1);
    }
}
