using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.IntervalMaps;

/// <content>Maps made of maps.</content>
internal sealed partial class PiecewiseLinearIntervalMap
{
    /// <summary>x ↦ f(inner(x)). The number of breakpoints is at most (pieces of inner)·(pieces of f), so that iterates grow exponentially.</summary>
    /// <param name="inner">Maps its domain into the domain of this map.</param>
    /// <exception cref="InvalidInputException">It does not.</exception>
    public PiecewiseLinearIntervalMap Compose(PiecewiseLinearIntervalMap inner)
    {
        List<Rational> x = [inner.Lower];
        List<Rational> y = [Evaluate(inner.Values[0])];
        for (int i = 0; i < inner.Pieces.Length; i++)
        {
            ExactPiece piece = inner.Pieces[i];
            (Rational from, Rational to) = (inner.Values[i], inner.Values[i + 1]);
            (int first, int last) = from <= to ? Between(from, to) : Between(to, from);
            IEnumerable<int> crossed = Enumerable.Range(first, Math.Max(0, last - first));
            foreach (int k in from <= to ? crossed : crossed.Reverse())
            {
                x.Add((Breakpoints[k] - piece.Intercept) / piece.Slope);
                y.Add(Values[k]);
            }

            x.Add(inner.Breakpoints[i + 1]);
            y.Add(Evaluate(to));
        }

        return Simplified(x, y);
    }

    /// <summary>The breakpoints strictly between two numbers of the domain: from the first index on, before the last.</summary>
    private (int First, int Last) Between(Rational low, Rational high)
    {
        (int first, int last) = (Breakpoints.BinarySearch(low), Breakpoints.BinarySearch(high));
        return (first < 0 ? ~first : first + 1, last < 0 ? ~last : last);
    }

    /// <summary>f^n as a polygon.</summary>
    /// <param name="n">At least 1.</param>
    /// <exception cref="InvalidInputException">f does not map its domain into itself, or n is less than 1.</exception>
    public PiecewiseLinearIntervalMap Iterate(int n)
    {
        if (n < 1 || !IsSelfMap)
        {
            throw new InvalidInputException($"interval map: iterate {n} on [{Lower}, {Upper}], expected at least 1 and a map of the interval into itself");
        }

        PiecewiseLinearIntervalMap result = this;
        for (int i = 1; i < n; i++)
        {
            result = Compose(result);
        }

        return result;
    }

    /// <summary>f on a smaller domain.</summary>
    /// <exception cref="InvalidInputException">[a, b] is not an interval with interior inside the domain.</exception>
    public PiecewiseLinearIntervalMap Restrict(Rational a, Rational b)
    {
        if (a >= b)
        {
            throw new InvalidInputException($"interval map: restriction to [{a}, {b}], expected an interval with interior");
        }

        int first = PieceAt(a) + 1;
        List<Rational> x = [a];
        List<Rational> y = [Evaluate(a)];
        for (int i = first; i < Breakpoints.Length && Breakpoints[i] < b; i++)
        {
            if (Breakpoints[i] > a)
            {
                x.Add(Breakpoints[i]);
                y.Add(Values[i]);
            }
        }

        return new PiecewiseLinearIntervalMap([.. x, b], [.. y, Evaluate(b)]);
    }

    /// <summary>
    /// x ↦ f(x) held inside the domain. Its entropy is that of f on the points whose orbits never leave the domain: an ergodic measure of this map either
    /// never meets the points that were held back, and is one of f, or meets an end of the domain again and again, and is a periodic orbit.
    /// </summary>
    public PiecewiseLinearIntervalMap Clamped()
    {
        List<Rational> x = [Lower];
        List<Rational> y = [Held(Values[0])];
        for (int i = 0; i < Pieces.Length; i++)
        {
            (Rational from, Rational to) = (Values[i], Values[i + 1]);
            foreach (Rational end in from <= to ? [Lower, Upper] : new[] { Upper, Lower })
            {
                if ((from < end && end < to) || (to < end && end < from))
                {
                    x.Add((end - Pieces[i].Intercept) / Pieces[i].Slope);
                    y.Add(end);
                }
            }

            x.Add(Breakpoints[i + 1]);
            y.Add(Held(to));
        }

        return Simplified(x, y);

        Rational Held(Rational value) => value < Lower ? Lower : value > Upper ? Upper : value;
    }
}
