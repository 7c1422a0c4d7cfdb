namespace TorchDynInspect.Dynamics.Intervals;

/// <content>Sets and sizes.</content>
public readonly partial record struct Interval
{
    /// <summary>Upper − Lower, rounded up; 0 for a point, NaN when empty.</summary>
    public double Width => IsEmpty ? double.NaN : Rounded.AddUp(Upper, -Lower);

    /// <summary>
    /// A finite number of the interval close to its middle: 0 for <see cref="Entire"/>, ±<see cref="double.MaxValue"/> for a half line, NaN when empty.
    /// </summary>
    public double Midpoint
    {
        get
        {
            double sum = Lower + Upper;
            return double.IsFinite(sum) ? 0.5 * sum
                : IsEmpty ? double.NaN
                : double.IsInfinity(Lower) ? (double.IsInfinity(Upper) ? 0 : double.MinValue)
                : double.IsInfinity(Upper) ? double.MaxValue
                : (0.5 * Lower) + (0.5 * Upper);
        }
    }

    /// <summary>The least r, rounded up, with every number of the interval within r of <see cref="Midpoint"/>; NaN when empty.</summary>
    public double Radius
    {
        get
        {
            double middle = Midpoint;
            return IsEmpty ? double.NaN : Math.Max(Rounded.AddUp(Upper, -middle), Rounded.AddUp(middle, -Lower));
        }
    }

    /// <summary>max |x|; NaN when empty.</summary>
    public double Magnitude => IsEmpty ? double.NaN : Math.Max(Math.Abs(Lower), Math.Abs(Upper));

    /// <summary>min |x|; NaN when empty.</summary>
    public double Mignitude => IsEmpty ? double.NaN : Contains(0) ? 0 : Math.Min(Math.Abs(Lower), Math.Abs(Upper));

    /// <summary>Whether the number x belongs to it; never for NaN or ±∞.</summary>
    /// <param name="x">A number.</param>
    public bool Contains(double x) => x >= Lower && x <= Upper && double.IsFinite(x);

    /// <summary>Whether every number of <paramref name="other"/> belongs to it.</summary>
    /// <param name="other">The other interval.</param>
    public bool Contains(Interval other) => other.IsEmpty || (other.Lower >= Lower && other.Upper <= Upper);

    /// <summary>Whether every number of it belongs to <paramref name="other"/>.</summary>
    /// <param name="other">The other interval.</param>
    public bool IsSubsetOf(Interval other) => other.Contains(this);

    /// <summary>Whether it lies in the topological interior of <paramref name="other"/>; where that is unbounded, a bound at infinity is inside.</summary>
    /// <param name="other">The other interval.</param>
    public bool IsInteriorTo(Interval other) => IsEmpty
        || ((Lower > other.Lower || double.IsNegativeInfinity(other.Lower)) && (Upper < other.Upper || double.IsPositiveInfinity(other.Upper)));

    /// <summary>Whether the two have no number in common.</summary>
    /// <param name="other">The other interval.</param>
    public bool IsDisjointFrom(Interval other) => !(Math.Max(Lower, other.Lower) <= Math.Min(Upper, other.Upper));

    /// <summary>The numbers that belong to both.</summary>
    /// <param name="other">The other interval.</param>
    public Interval Intersect(Interval other)
    {
        double lower = Math.Max(Lower, other.Lower);
        double upper = Math.Min(Upper, other.Upper);
        return lower <= upper ? new(lower, upper, true) : Empty;
    }

    /// <summary>The least interval that contains both.</summary>
    /// <param name="other">The other interval.</param>
    public Interval Hull(Interval other) => new(Math.Min(Lower, other.Lower), Math.Max(Upper, other.Upper), true);
}
