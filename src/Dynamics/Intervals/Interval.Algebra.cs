namespace TorchDynInspect.Dynamics.Intervals;

/// <content>Absolute value, roots and powers: proven bounds, from the four operations.</content>
public readonly partial record struct Interval
{
    /// <summary>{|x|}; exact.</summary>
    /// <param name="x">The operand.</param>
    public static Interval Abs(Interval x) => x.IsEmpty ? Empty : new(x.Mignitude, x.Magnitude, true);

    /// <summary>{max(x, y)}; exact.</summary>
    /// <param name="x">The first operand.</param>
    /// <param name="y">The second operand.</param>
    public static Interval Max(Interval x, Interval y) =>
        x.IsEmpty || y.IsEmpty ? Empty : new(Math.Max(x.Lower, y.Lower), Math.Max(x.Upper, y.Upper), true);

    /// <summary>{min(x, y)}; exact.</summary>
    /// <param name="x">The first operand.</param>
    /// <param name="y">The second operand.</param>
    public static Interval Min(Interval x, Interval y) =>
        x.IsEmpty || y.IsEmpty ? Empty : new(Math.Min(x.Lower, y.Lower), Math.Min(x.Upper, y.Upper), true);

    /// <summary>{x²}, never negative, unlike x·x.</summary>
    /// <param name="x">The operand.</param>
    public static Interval Square(Interval x)
    {
        if (x.IsEmpty)
        {
            return Empty;
        }

        double least = x.Mignitude;
        double most = x.Magnitude;
        return new(Rounded.MultiplyDown(least, least), Rounded.MultiplyUp(most, most), true);
    }

    /// <summary>{√x : x ≥ 0}; empty when x is negative.</summary>
    /// <param name="x">The operand.</param>
    public static Interval Sqrt(Interval x) =>
        x.IsEmpty || x.Upper < 0 ? Empty : new(Rounded.SqrtDown(Math.Max(0, x.Lower)), Rounded.SqrtUp(x.Upper), true);

    /// <summary>{xⁿ}; x⁰ is 1, and a negative power leaves 0 out as division does. Each squaring of the bounds is rounded outwards.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="n">The exponent.</param>
    public static Interval Pow(Interval x, int n)
    {
        if (x.IsEmpty)
        {
            return Empty;
        }

        if (n < 0)
        {
            return n == int.MinValue ? Square(Pow(x, n / 2)) : One / Pow(x, -n);
        }

        if (n == 0)
        {
            return One;
        }

        if ((n & 1) == 0)
        {
            return new(PowerDown(x.Mignitude, n), PowerUp(x.Magnitude, n), true);
        }

        double lower = x.Lower >= 0 ? PowerDown(x.Lower, n) : -PowerUp(-x.Lower, n);
        double upper = x.Upper >= 0 ? PowerUp(x.Upper, n) : -PowerDown(-x.Upper, n);
        return new(lower, upper, true);
    }

    private static double PowerDown(double x, int n)
    {
        double power = 1;
        for (double square = x; ; square = Rounded.MultiplyDown(square, square))
        {
            power = (n & 1) == 0 ? power : Rounded.MultiplyDown(power, square);
            n >>= 1;
            if (n == 0)
            {
                return power;
            }
        }
    }

    private static double PowerUp(double x, int n)
    {
        double power = 1;
        for (double square = x; ; square = Rounded.MultiplyUp(square, square))
        {
            power = (n & 1) == 0 ? power : Rounded.MultiplyUp(power, square);
            n >>= 1;
            if (n == 0)
            {
                return power;
            }
        }
    }
}
