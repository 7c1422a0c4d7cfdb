namespace TorchDynInspect.Dynamics.Intervals;

/// <summary>
/// A closed interval [Lower, Upper] of real numbers; a bound may be infinite, and then does not belong to it. Operations round outwards: the result
/// encloses f(x) for every x of the arguments where f is defined. An empty argument gives <see cref="Empty"/>.
/// </summary>
/// <remarks>
/// + − · / and √ are exact where the exact bounds are doubles, and one unit wide of them otherwise. What is proven and what is measured of the
/// elementary functions is said at each. The default value is [0, 0].
/// </remarks>
public readonly partial record struct Interval
{
    /// <summary>The interval [lower, upper].</summary>
    /// <param name="lower">Lower bound, not NaN, −∞ allowed.</param>
    /// <param name="upper">Upper bound, at least <paramref name="lower"/>, +∞ allowed.</param>
    /// <exception cref="InvalidInputException">A bound is NaN, the lower exceeds the upper, or [∞, ∞] or [−∞, −∞] is asked for.</exception>
    public Interval(double lower, double upper)
    {
        if (!(lower <= upper) || double.IsPositiveInfinity(lower) || double.IsNegativeInfinity(upper))
        {
            Refuse(lower, upper);
        }

        Lower = lower;
        Upper = upper;
    }

    private Interval(double lower, double upper, bool _)
    {
        Lower = lower;
        Upper = upper;
    }

    /// <summary>The set without points; its bounds are [+∞, −∞].</summary>
    public static Interval Empty { get; } = new(double.PositiveInfinity, double.NegativeInfinity, true);

    /// <summary>All real numbers, [−∞, +∞].</summary>
    public static Interval Entire { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>[0, 0].</summary>
    public static Interval Zero => default;

    /// <summary>[1, 1].</summary>
    public static Interval One { get; } = new(1, 1);

    /// <summary>The lower bound; −∞ when unbounded below, +∞ when empty.</summary>
    public double Lower { get; }

    /// <summary>The upper bound; +∞ when unbounded above, −∞ when empty.</summary>
    public double Upper { get; }

    /// <summary>Whether no number belongs to it.</summary>
    public bool IsEmpty => !(Lower <= Upper);

    /// <summary>Whether exactly one number belongs to it.</summary>
    public bool IsPoint => Lower == Upper;

    /// <summary>Whether it is not empty and both bounds are finite.</summary>
    public bool IsBounded => Lower <= Upper && double.IsFinite(Lower) && double.IsFinite(Upper);

    /// <summary>[x, x].</summary>
    /// <param name="x">A finite number.</param>
    /// <exception cref="InvalidInputException">x is NaN or infinite.</exception>
    public static Interval Point(double x) => new(x, x);

    /// <summary>[x, x], so that numbers may stand beside intervals in formulas.</summary>
    /// <param name="x">A finite number.</param>
    /// <exception cref="InvalidInputException">x is NaN or infinite.</exception>
    public static implicit operator Interval(double x) => new(x, x);

    /// <summary>The interval that holds centre ± radius, rounded outwards.</summary>
    /// <param name="centre">A finite number.</param>
    /// <param name="radius">At least 0, +∞ allowed.</param>
    /// <exception cref="InvalidInputException">The centre is not finite, or the radius is negative or NaN.</exception>
    public static Interval Around(double centre, double radius)
    {
        if (!double.IsFinite(centre) || !(radius >= 0))
        {
            throw new InvalidInputException($"interval {centre} ± {radius}: expected a finite centre and a radius of at least 0");
        }

        return new(Rounded.AddDown(centre, -radius), Rounded.AddUp(centre, radius));
    }

    /// <summary>The bounds.</summary>
    /// <param name="lower">Receives the lower bound.</param>
    /// <param name="upper">Receives the upper bound.</param>
    public void Deconstruct(out double lower, out double upper) => (lower, upper) = (Lower, Upper);

    /// <summary>The bounds so that they read back to the same bits.</summary>
    public override string ToString() => IsEmpty ? "empty" : $"[{Lower:R}, {Upper:R}]";

    /// <summary>Bounds that are known to be in order and free of NaN.</summary>
    internal static Interval Trusted(double lower, double upper) => new(lower, upper, true);

    /// <summary>[x, x], and for x = ±∞ the numbers beyond all doubles, so that f at a bound may be f of this.</summary>
    internal static Interval AtBound(double x) => new(Math.Min(x, double.MaxValue), Math.Max(x, double.MinValue), true);

    private static void Refuse(double lower, double upper) =>
        throw new InvalidInputException($"interval [{lower}, {upper}]: expected a lower bound of at most the upper one, with a number between them");
}
