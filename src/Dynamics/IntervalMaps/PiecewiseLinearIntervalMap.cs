using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.IntervalMaps;

/// <summary>A continuous piecewise-linear map of an interval, exactly: the graph is the polygon through (Breakpoints[i], Values[i]).</summary>
internal sealed partial class PiecewiseLinearIntervalMap
{
    /// <summary>Creates the map.</summary>
    /// <param name="breakpoints">At least two, increasing; the first and the last are the ends of the domain.</param>
    /// <param name="values">The values there.</param>
    /// <exception cref="InvalidInputException">Fewer than two breakpoints, not increasing, or not one value each.</exception>
    public PiecewiseLinearIntervalMap(ImmutableArray<Rational> breakpoints, ImmutableArray<Rational> values)
    {
        Preconditions.RequireLength(values.Length, breakpoints.Length, "values");
        if (breakpoints.Length < 2)
        {
            throw new InvalidInputException($"interval map: has {breakpoints.Length} breakpoints, expected at least two: the ends of its domain");
        }

        for (int i = 1; i < breakpoints.Length; i++)
        {
            if (breakpoints[i] <= breakpoints[i - 1])
            {
                throw new InvalidInputException($"interval map: breakpoint {breakpoints[i]} follows {breakpoints[i - 1]}, expected increasing numbers");
            }
        }

        (Breakpoints, Values) = (breakpoints, values);
        Pieces = [.. Enumerable.Range(0, breakpoints.Length - 1).Select(Line)];
        Laps = Lap.Of(this);
    }

    /// <summary>The breakpoints, ends of the domain included.</summary>
    public ImmutableArray<Rational> Breakpoints { get; }

    /// <summary>The values at <see cref="Breakpoints"/>.</summary>
    public ImmutableArray<Rational> Values { get; }

    /// <summary>The lines between neighbouring breakpoints: piece i reaches from breakpoint i to breakpoint i + 1.</summary>
    public ImmutableArray<ExactPiece> Pieces { get; }

    /// <summary>The maximal intervals of weak monotonicity, from left to right. A breakpoint that is no turn ends none, a flat piece makes none.</summary>
    public ImmutableArray<Lap> Laps { get; }

    /// <summary>The left end of the domain.</summary>
    public Rational Lower => Breakpoints[0];

    /// <summary>The right end of the domain.</summary>
    public Rational Upper => Breakpoints[^1];

    /// <summary>Whether f maps its domain into itself.</summary>
    public bool IsSelfMap => Values.All(value => value >= Lower && value <= Upper);

    /// <summary>max |f′|, the smallest Lipschitz constant.</summary>
    public Rational LargestSlope => Pieces.Select(piece => Rational.Abs(piece.Slope)).Max();

    /// <summary>The polygon through points, without those at which it does not bend.</summary>
    /// <param name="breakpoints">As of the constructor.</param>
    /// <param name="values">As of the constructor.</param>
    public static PiecewiseLinearIntervalMap Simplified(IReadOnlyList<Rational> breakpoints, IReadOnlyList<Rational> values)
    {
        List<Rational> x = [breakpoints[0]];
        List<Rational> y = [values[0]];
        for (int i = 1; i < breakpoints.Count; i++)
        {
            if (i + 1 == breakpoints.Count
                || (values[i] - y[^1]) * (breakpoints[i + 1] - breakpoints[i]) != (values[i + 1] - values[i]) * (breakpoints[i] - x[^1]))
            {
                x.Add(breakpoints[i]);
                y.Add(values[i]);
            }
        }

        return new PiecewiseLinearIntervalMap([.. x], [.. y]);
    }

    /// <summary>f(x). O(log breakpoints).</summary>
    /// <exception cref="InvalidInputException">x is outside the domain.</exception>
    public Rational Evaluate(Rational x) => Pieces[PieceAt(x)].Value(x);

    /// <summary>A piece that holds x; at a breakpoint the one to its left, if there is one.</summary>
    /// <exception cref="InvalidInputException">x is outside the domain.</exception>
    public int PieceAt(Rational x)
    {
        if (x < Lower || x > Upper)
        {
            throw new InvalidInputException($"interval map: {x} is outside its domain [{Lower}, {Upper}]");
        }

        int place = Breakpoints.BinarySearch(x);
        return Math.Max(0, (place < 0 ? ~place : place) - 1);
    }

    /// <summary>f([a, b]) = [Lower, Upper], exactly.</summary>
    /// <exception cref="InvalidInputException">[a, b] is not inside the domain, or a exceeds b.</exception>
    public (Rational Lower, Rational Upper) Image(Rational a, Rational b)
    {
        if (a > b)
        {
            throw new InvalidInputException($"interval map: image of [{a}, {b}], expected a lower end of at most the upper one");
        }

        (Rational atA, Rational atB) = (Evaluate(a), Evaluate(b));
        (Rational least, Rational largest) = atA < atB ? (atA, atB) : (atB, atA);
        for (int i = PieceAt(a) + 1; i < Breakpoints.Length && Breakpoints[i] < b; i++)
        {
            least = Values[i] < least && Breakpoints[i] > a ? Values[i] : least;
            largest = Values[i] > largest && Breakpoints[i] > a ? Values[i] : largest;
        }

        return (least, largest);
    }

    private ExactPiece Line(int i)
    {
        Rational slope = (Values[i + 1] - Values[i]) / (Breakpoints[i + 1] - Breakpoints[i]);
        return new ExactPiece(slope, Values[i] - (slope * Breakpoints[i]));
    }
}
