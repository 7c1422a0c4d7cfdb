using System.Numerics;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Entropy.Tower;

/// <summary>
/// An exact point of an orbit, Numerator / (Odd·2^Twos), with an enclosure. Slopes of networks are dyadic, so that along an orbit Odd stays what it was at
/// the turning point, only the power of two grows, and no greatest common divisor is needed: points with one Odd compare by shifts.
/// </summary>
internal sealed class OrbitPoint
{
    private OrbitPoint(BigInteger numerator, BigInteger odd, int twos)
    {
        int shared = numerator.IsZero ? twos : (int)BigInteger.Min(twos, BigInteger.TrailingZeroCount(numerator));
        (Numerator, Odd, Twos) = (numerator >> shared, odd, twos - shared);
        Enclosure = Enclose();
    }

    /// <summary>The number times <see cref="Odd"/>·2^<see cref="Twos"/>.</summary>
    public BigInteger Numerator { get; }

    /// <summary>Odd and positive.</summary>
    public BigInteger Odd { get; }

    /// <summary>At least 0.</summary>
    public int Twos { get; }

    /// <summary>A few units wide.</summary>
    public Interval Enclosure { get; }

    /// <summary>How long it is.</summary>
    public long Bits => Twos + (long)Odd.GetBitLength();

    /// <summary>The number itself.</summary>
    public static OrbitPoint Of(Exact.Rational x)
    {
        (BigInteger odd, int twos) = Split(x.Denominator);
        return new OrbitPoint(x.Numerator, odd, twos);
    }

    /// <summary>The number on a line.</summary>
    public OrbitPoint On(OrbitLine line)
    {
        BigInteger numerator = (line.Slope * Numerator) + ((line.Intercept * Odd) << Twos);
        return line.Odd.IsOne
            ? new OrbitPoint(numerator, Odd, Twos + line.Twos)
            : Reduced(numerator, Odd * line.Odd, Twos + line.Twos);
    }

    /// <summary>Compares two numbers exactly; enclosures first.</summary>
    public int CompareTo(OrbitPoint other)
    {
        if (Enclosure.Upper < other.Enclosure.Lower)
        {
            return -1;
        }

        if (Enclosure.Lower > other.Enclosure.Upper)
        {
            return 1;
        }

        (BigInteger mine, BigInteger its) = Odd == other.Odd ? (Numerator, other.Numerator) : (Numerator * other.Odd, other.Numerator * Odd);
        int common = Math.Max(Twos, other.Twos);
        return (mine << (common - Twos)).CompareTo(its << (common - other.Twos));
    }

    /// <summary>x = odd·2^twos.</summary>
    public static (BigInteger Odd, int Twos) Split(BigInteger x)
    {
        int twos = (int)BigInteger.TrailingZeroCount(x);
        return (x >> twos, twos);
    }

    private static OrbitPoint Reduced(BigInteger numerator, BigInteger odd, int twos)
    {
        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, odd);
        return new OrbitPoint(numerator / divisor, odd / divisor, twos);
    }

    private Interval Enclose()
    {
        if (Numerator.IsZero)
        {
            return Interval.Zero;
        }

        (Interval above, int up) = Leading(BigInteger.Abs(Numerator));
        (Interval below, int down) = Leading(Odd);
        int exponent = up - down - Twos;
        if (exponent is < -900 or > 900)
        {
            return new Exact.Rational(Numerator, Odd << Twos).ToInterval();
        }

        Interval magnitude = above / below * new Interval(Math.ScaleB(1, exponent), Math.ScaleB(1, exponent));
        return Numerator.Sign < 0 ? -magnitude : magnitude;
    }

    /// <summary>A positive whole number = leading part · 2^shift.</summary>
    private static (Interval Leading, int Shift) Leading(BigInteger x)
    {
        int shift = (int)Math.Max(0, x.GetBitLength() - 53);
        double floor = (double)(x >> shift);
        return (new Interval(floor, shift == 0 ? floor : floor + 1), shift);
    }
}
