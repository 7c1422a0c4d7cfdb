using System.Numerics;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Exact;

/// <content>To and from doubles.</content>
internal readonly partial struct Rational
{
    private const int LeastExponent = -1074;

    private const long HiddenBit = 1L << 52;

    /// <summary>The double itself, as m·2^e.</summary>
    /// <exception cref="InvalidInputException">It is not finite.</exception>
    public static Rational Of(double value)
    {
        (long mantissa, int exponent) = Split(value);
        return exponent >= 0 ? new(new BigInteger(mantissa) << exponent) : new(mantissa, BigInteger.One << -exponent);
    }

    /// <summary>The doubles themselves.</summary>
    /// <exception cref="InvalidInputException">One is not finite.</exception>
    public static Rational[] Of(ReadOnlySpan<double> values)
    {
        Rational[] result = new Rational[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Of(values[i]);
        }

        return result;
    }

    /// <summary>value = Mantissa · 2^Exponent with an odd mantissa, or (0, 0).</summary>
    /// <exception cref="InvalidInputException">It is not finite.</exception>
    public static (long Mantissa, int Exponent) Split(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new InvalidInputException($"exact arithmetic: met {value}, expected a finite number");
        }

        long bits = BitConverter.DoubleToInt64Bits(value);
        int biased = (int)(bits >> 52) & 0x7FF;
        long mantissa = bits & (HiddenBit - 1);
        int exponent = Math.Max(biased, 1) - 1075;
        if (biased != 0)
        {
            mantissa |= HiddenBit;
        }

        if (mantissa == 0)
        {
            return (0, 0);
        }

        int zeros = BitOperations.TrailingZeroCount(mantissa);
        return ((bits < 0 ? -1 : 1) * (mantissa >> zeros), exponent + zeros);
    }

    /// <summary>The nearest double, ties to even; ±∞ beyond the largest double, as IEEE 754 rounds.</summary>
    public double ToDouble()
    {
        (BigInteger quotient, BigInteger remainder, int exponent) = Quotient();
        int half = (remainder << 1).CompareTo(Scaled(exponent));
        bool up = half > 0 || (half == 0 && !quotient.IsEven);
        return Sign * Math.ScaleB((double)(up ? quotient + 1 : quotient), exponent);
    }

    /// <summary>The largest double that is not above, −∞ below all finite ones.</summary>
    public double RoundedDown() => Sign < 0 ? -Truncated(away: true) : Truncated(away: false);

    /// <summary>The smallest double that is not below, +∞ above all finite ones.</summary>
    public double RoundedUp() => Sign < 0 ? -Truncated(away: false) : Truncated(away: true);

    /// <summary>The tightest interval of doubles that encloses the number; a point when the number is a double.</summary>
    public Interval ToInterval() => new(RoundedDown(), RoundedUp());

    /// <summary>|x| rounded towards 0, or away from it.</summary>
    private double Truncated(bool away)
    {
        (BigInteger quotient, BigInteger remainder, int exponent) = Quotient();
        double value = Math.ScaleB((double)(away && !remainder.IsZero ? quotient + 1 : quotient), exponent);
        return double.IsInfinity(value) && !away ? double.MaxValue : value;
    }

    /// <summary>|x| = (quotient + remainder / (denominator·2^exponent)) · 2^exponent with a quotient of at most 53 bits, all 53 above the subnormal
    /// numbers.</summary>
    private (BigInteger Quotient, BigInteger Remainder, int Exponent) Quotient()
    {
        BigInteger magnitude = BigInteger.Abs(Numerator);
        int exponent = (int)Math.Max(magnitude.GetBitLength() - Denominator.GetBitLength() - 53, LeastExponent);
        while (true)
        {
            BigInteger quotient = BigInteger.DivRem(exponent < 0 ? magnitude << -exponent : magnitude, Scaled(exponent), out BigInteger remainder);
            if (quotient.GetBitLength() <= 53)
            {
                return (quotient, remainder, exponent);
            }

            exponent++;
        }
    }

    private BigInteger Scaled(int exponent) => exponent > 0 ? Denominator << exponent : Denominator;
}
