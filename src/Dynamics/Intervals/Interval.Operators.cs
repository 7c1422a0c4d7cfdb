namespace TorchDynInspect.Dynamics.Intervals;

/// <content>The four operations.</content>
public readonly partial record struct Interval
{
    /// <summary>{−x}; exact.</summary>
    /// <param name="x">The operand.</param>
    public static Interval operator -(Interval x) => new(-x.Upper, -x.Lower, true);

    /// <summary>{x + y}.</summary>
    /// <param name="x">The first operand.</param>
    /// <param name="y">The second operand.</param>
    public static Interval operator +(Interval x, Interval y) =>
        x.IsEmpty || y.IsEmpty ? Empty : new(Rounded.AddDown(x.Lower, y.Lower), Rounded.AddUp(x.Upper, y.Upper), true);

    /// <summary>{x − y}.</summary>
    /// <param name="x">The first operand.</param>
    /// <param name="y">The second operand.</param>
    public static Interval operator -(Interval x, Interval y) =>
        x.IsEmpty || y.IsEmpty ? Empty : new(Rounded.AddDown(x.Lower, -y.Upper), Rounded.AddUp(x.Upper, -y.Lower), true);

    /// <summary>{x·y}; [0, 0] times an unbounded interval is [0, 0].</summary>
    /// <param name="x">The first operand.</param>
    /// <param name="y">The second operand.</param>
    public static Interval operator *(Interval x, Interval y)
    {
        if (x.IsEmpty || y.IsEmpty)
        {
            return Empty;
        }

        (double a, double b, double c, double d) = (x.Lower, x.Upper, y.Lower, y.Upper);
        if (a >= 0)
        {
            return c >= 0 ? Corners(a, c, b, d) : d <= 0 ? Corners(b, c, a, d) : Corners(b, c, b, d);
        }

        if (b <= 0)
        {
            return c >= 0 ? Corners(a, d, b, c) : d <= 0 ? Corners(b, d, a, c) : Corners(a, d, a, c);
        }

        return c >= 0 ? Corners(a, d, b, d)
            : d <= 0 ? Corners(b, c, a, c)
            : new(
                Math.Min(Rounded.MultiplyDown(a, d), Rounded.MultiplyDown(b, c)),
                Math.Max(Rounded.MultiplyUp(a, c), Rounded.MultiplyUp(b, d)),
                true);
    }

    /// <summary>{x/y : y ≠ 0}, as one interval: <see cref="Entire"/> when 0 is inside y and x is not [0, 0], <see cref="Empty"/> when y is [0, 0].</summary>
    /// <param name="x">The dividend.</param>
    /// <param name="y">The divisor.</param>
    /// <remarks>For the two parts that remain when 0 is inside y see <see cref="Quotients"/>.</remarks>
    public static Interval operator /(Interval x, Interval y)
    {
        (double a, double b, double c, double d) = (x.Lower, x.Upper, y.Lower, y.Upper);
        if (x.IsEmpty || y.IsEmpty || (c == 0 && d == 0))
        {
            return Empty;
        }

        if (a == 0 && b == 0)
        {
            return Zero;
        }

        if (c > 0)
        {
            return new(Rounded.DivideDown(a, a >= 0 ? d : c), Rounded.DivideUp(b, b >= 0 ? c : d), true);
        }

        if (d < 0)
        {
            return new(Rounded.DivideDown(b, b >= 0 ? d : c), Rounded.DivideUp(a, a >= 0 ? c : d), true);
        }

        // One side of 0 only: the quotient is unbounded on one side when x has one sign.
        if (c < 0 && d > 0)
        {
            return Entire;
        }

        return c == 0
            ? a >= 0 ? new(Rounded.DivideDown(a, d), double.PositiveInfinity, true)
                : b <= 0 ? new(double.NegativeInfinity, Rounded.DivideUp(b, d), true)
                : Entire
            : a >= 0 ? new(double.NegativeInfinity, Rounded.DivideUp(a, c), true)
                : b <= 0 ? new(Rounded.DivideDown(b, c), double.PositiveInfinity, true)
                : Entire;
    }

    /// <summary>
    /// {t : t·y meets x} as at most two intervals in increasing order, what an interval Newton step intersects with; the second is empty when one
    /// suffices. With 0 in both x and y that is <see cref="Entire"/>.
    /// </summary>
    /// <param name="x">The dividend.</param>
    /// <param name="y">The divisor.</param>
    public static (Interval First, Interval Second) Quotients(Interval x, Interval y)
    {
        if (x.IsEmpty || y.IsEmpty)
        {
            return (Empty, Empty);
        }

        if (!y.Contains(0))
        {
            return (x / y, Empty);
        }

        if (x.Contains(0))
        {
            return (Entire, Empty);
        }

        Interval negative = x / y.Intersect(new(double.NegativeInfinity, 0));
        Interval positive = x / y.Intersect(new(0, double.PositiveInfinity));
        (Interval first, Interval second) = x.Lower > 0 ? (negative, positive) : (positive, negative);
        return first.IsEmpty ? (second, Empty) : (first, second);
    }

    private static Interval Corners(double a, double c, double b, double d) => new(Rounded.MultiplyDown(a, c), Rounded.MultiplyUp(b, d), true);
}
