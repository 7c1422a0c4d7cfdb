using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>The graph of one unit's function as intervals: what a linear relaxation asks of it, rounded outwards.</summary>
internal sealed class UnitGraph
{
    private readonly double[] breaks;
    private readonly Interval[] slopes;
    private readonly Interval[] intercepts;

    private UnitGraph(ExactUnit unit)
    {
        breaks = [.. unit.Breakpoints.Select(breakpoint => breakpoint.ToDouble())];
        slopes = [.. unit.Pieces.Select(piece => piece.Slope.ToInterval())];
        intercepts = [.. unit.Pieces.Select(piece => piece.Intercept.ToInterval())];
        Slopes = [.. unit.Pieces.Select(piece => piece.Slope.ToDouble()).Where(slope => slope != 0).Distinct()];
    }

    /// <summary>The slopes of the pieces other than 0, each once.</summary>
    public double[] Slopes { get; }

    /// <summary>Number of pieces.</summary>
    public int Count => slopes.Length;

    /// <summary>The slope of the first piece, of an affine unit the only one.</summary>
    public Interval FirstSlope => slopes[0];

    /// <summary>The intercept of the first piece.</summary>
    public Interval FirstIntercept => intercepts[0];

    /// <summary>The graph of a unit, whose breakpoints are doubles.</summary>
    public static UnitGraph Of(ExactUnit unit) => new(unit);

    /// <summary>The breakpoint between a piece and the next one.</summary>
    public double Break(int piece) => breaks[piece];

    /// <summary>The pieces whose closed domains cover [lower, upper]; one piece when the interval lies in one.</summary>
    public (int First, int Last) Covering(double lower, double upper)
    {
        int first = 0;
        while (first < breaks.Length && breaks[first] <= lower)
        {
            first++;
        }

        int last = breaks.Length;
        while (last > first && breaks[last - 1] >= upper)
        {
            last--;
        }

        return (first, last);
    }

    /// <summary>An enclosure of σ(z) − factor·z over [lower, upper].</summary>
    public Interval Range(double lower, double upper, double factor)
    {
        (int first, int last) = Covering(lower, upper);
        Interval range = At(lower, first, factor);
        range = range.Hull(At(upper, last, factor));
        for (int k = first; k < last; k++)
        {
            range = range.Hull(At(breaks[k], k, factor)).Hull(At(breaks[k], k + 1, factor));
        }

        return range;
    }

    /// <summary>A line along the graph over [lower, upper], the piece or the chord, as its slope and an enclosure of σ(z) − slope·z.</summary>
    public (double Factor, Interval Remainder) Along(double lower, double upper)
    {
        (int first, int last) = Covering(lower, upper);
        if (first == last && slopes[first].IsPoint)
        {
            return (slopes[first].Lower, intercepts[first]);
        }

        double rise = Line(last, upper) - Line(first, lower);
        double factor = upper > lower ? rise / (upper - lower) : slopes[first].Lower;
        factor = double.IsFinite(factor) ? factor : 0;
        return (factor, Range(lower, upper, factor));
    }

    /// <summary>σ(z), rounded.</summary>
    public double Value(double z)
    {
        int piece = Covering(z, z).First;
        return Line(piece, z);
    }

    /// <summary>The slopes of the longest edges of the upper and the lower hull of the graph over [lower, upper] that are chords and not pieces; NaN for none.</summary>
    public (double Upper, double Lower) Chords(double lower, double upper)
    {
        (int first, int last) = Covering(lower, upper);
        List<double> corners = [lower];
        corners.AddRange(breaks.AsSpan(first, last - first));
        corners.Add(upper);
        return (Chord(corners, first, 1), Chord(corners, first, -1));
    }

    private double Chord(List<double> corners, int first, int sign)
    {
        int count = corners.Count;
        double[] heights = new double[count];
        for (int k = 0; k < count; k++)
        {
            int piece = first + Math.Min(k, count - 2);
            heights[k] = sign * Line(piece, corners[k]);
        }

        // Gift wrapping: from each corner of the upper hull the steepest line to a corner on the right.
        (double chosen, double longest) = (double.NaN, 0);
        for (int from = 0; from < count - 1;)
        {
            int next = from + 1;
            double steepest = Steepness(from, next);
            for (int to = from + 2; to < count; to++)
            {
                if (Steepness(from, to) >= steepest)
                {
                    (next, steepest) = (to, Steepness(from, to));
                }
            }

            if (next > from + 1 && corners[next] - corners[from] > longest)
            {
                (chosen, longest) = (sign * steepest, corners[next] - corners[from]);
            }

            from = next;
        }

        return chosen;

        double Steepness(int from, int to) => (heights[to] - heights[from]) / (corners[to] - corners[from]);
    }

    private double Line(int piece, double z) => (slopes[piece].Lower * z) + intercepts[piece].Lower;

    private Interval At(double z, int piece, double factor) =>
        ((slopes[piece] - new Interval(factor, factor)) * new Interval(z, z)) + intercepts[piece];
}
