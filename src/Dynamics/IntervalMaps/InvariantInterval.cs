using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.IntervalMaps;

/// <summary>
/// The smallest interval that contains a given one and is mapped into itself. [a, b] must grow to the hull of itself and its image, again and again; where that
/// would go on for ever, the limit is computed.
/// </summary>
/// <remarks>
/// As long as the ends stay on the lines that f follows there, [a′, b′] ⊇ [a, b] is invariant exactly when a′ and b′ satisfy linear inequalities: a′ ≤ a,
/// b′ ≥ b, a′ ≤ min f[a, b], b′ ≥ max f[a, b], and both lines' values lie in [a′, b′]. Intersections of invariant intervals are invariant, so that the smallest
/// one, if there is one, is a vertex of that region: an intersection of two of the lines at which equality holds. The vertices are few; no satisfied one, and
/// lines without end, prove that orbits escape.
/// </remarks>
internal static class InvariantInterval
{
    private const int MostSteps = 256;

    /// <summary>f on the smallest invariant interval around [a, b]; where there is none or none is found, the reason; neither when it was stopped.</summary>
    /// <param name="sweep">f.</param>
    /// <param name="a">Left end.</param>
    /// <param name="b">Right end, above it.</param>
    /// <param name="stop">Asked before each piece of f; null to go on.</param>
    public static (PiecewiseLinearIntervalMap? Map, string? Obstacle) Around(
        IntervalMapSweep sweep, Rational a, Rational b, Func<bool>? stop = null)
    {
        stop ??= () => false;
        bool escapes = false;
        for (int step = 0; step < MostSteps; step++)
        {
            PiecewiseLinearIntervalMap? map = sweep.Over(a, b, stop);
            if (map is null || map.IsSelfMap)
            {
                return (map, null);
            }

            (Ray left, Ray right) = (sweep.LeftOf(a), sweep.RightOf(b));
            (Rational least, Rational largest) = (map.Values.Min(), map.Values.Max());
            if (!escapes && Limit(a, b, least, largest, left, right) is (Rational from, Rational to))
            {
                return (sweep.Over(from, to, stop), null);
            }

            escapes |= left.Next is null && right.Next is null;
            if (Witness(a, b, left, right) is { } witness)
            {
                return (null, $"no bounded interval around it is mapped into itself: it would have to contain x = {witness.ToDouble():G6}, whose orbit is unbounded");
            }

            (a, b) = (least < a ? least : a, largest > b ? largest : b);
        }

        return (null, escapes
            ? "no bounded interval around it is mapped into itself"
            : $"no interval around it that is mapped into itself was found in {MostSteps} steps, which reached [{a.ToDouble():G6}, {b.ToDouble():G6}]");
    }

    /// <summary>The smallest vertex that satisfies all inequalities without leaving the lines.</summary>
    private static (Rational A, Rational B)? Limit(Rational a, Rational b, Rational least, Rational largest, Ray left, Ray right)
    {
        // p·a′ + q·b′ = r.
        (Rational P, Rational Q, Rational R)[] lines =
        [
            (1, 0, a),
            (0, 1, b),
            (1, 0, least),
            (0, 1, largest),
            (left.Line.Slope - 1, 0, -left.Line.Intercept),
            (left.Line.Slope, -1, -left.Line.Intercept),
            (0, right.Line.Slope - 1, -right.Line.Intercept),
            (-1, right.Line.Slope, -right.Line.Intercept),
        ];
        (Rational A, Rational B)? smallest = null;
        for (int i = 0; i < lines.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                ((Rational p, Rational q, Rational r), (Rational s, Rational t, Rational u)) = (lines[i], lines[j]);
                Rational determinant = (p * t) - (q * s);
                if (determinant.Sign == 0)
                {
                    continue;
                }

                Rational from = ((r * t) - (q * u)) / determinant;
                Rational to = ((p * u) - (r * s)) / determinant;
                if (from <= a && to >= b && from <= least && to >= largest
                    && (left.Next is not { } before || from >= before) && (right.Next is not { } after || to <= after)
                    && IsWithin(left.Line.Value(from), from, to) && IsWithin(right.Line.Value(to), from, to)
                    && (smallest is not { } best || to - from < best.B - best.A))
                {
                    smallest = (from, to);
                }
            }
        }

        return smallest;
    }

    private static bool IsWithin(Rational value, Rational from, Rational to) => value >= from && value <= to;

    /// <summary>An end whose orbit is unbounded: it moves out along a line without end with slope at least 1, or out along two such lines in turn.</summary>
    private static Rational? Witness(Rational a, Rational b, Ray leftRay, Ray rightRay)
    {
        (ExactPiece left, ExactPiece right) = (leftRay.Line, rightRay.Line);
        if (rightRay.Next is null && right.Slope >= 1 && right.Value(b) > b)
        {
            return b;
        }

        if (leftRay.Next is null && left.Slope >= 1 && left.Value(a) < a)
        {
            return a;
        }

        bool alternate = leftRay.Next is null && rightRay.Next is null && left.Slope.Sign < 0 && right.Slope.Sign < 0 && left.Slope * right.Slope >= 1;
        return alternate && right.Value(b) <= a && left.Value(right.Value(b)) > b ? b
            : alternate && left.Value(a) >= b && right.Value(left.Value(a)) < a ? a
            : null;
    }
}
