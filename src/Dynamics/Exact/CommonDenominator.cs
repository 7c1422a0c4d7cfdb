using System.Numerics;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>Brings rationals to whole numbers over one denominator.</summary>
internal static class CommonDenominator
{
    /// <summary>The least positive D for which D·xᵢ are whole numbers, and these. 1 for no numbers.</summary>
    public static (BigInteger[] Whole, BigInteger Denominator) Clear(ReadOnlySpan<Rational> x)
    {
        BigInteger denominator = BigInteger.One;
        foreach (Rational value in x)
        {
            denominator = LeastCommonMultiple(denominator, value.Denominator);
        }

        BigInteger[] whole = new BigInteger[x.Length];
        for (int i = 0; i < whole.Length; i++)
        {
            whole[i] = x[i].Denominator == denominator ? x[i].Numerator : x[i].Numerator * (denominator / x[i].Denominator);
        }

        return (whole, denominator);
    }

    /// <summary>Doubles: m with xᵢ = mᵢ / D, D a power of two.</summary>
    /// <exception cref="InvalidInputException">A number is not finite.</exception>
    public static (BigInteger[] Whole, BigInteger Denominator) Clear(ReadOnlySpan<double> x)
    {
        int least = 0;
        foreach (double value in x)
        {
            least = Math.Min(least, Rational.Split(value).Exponent);
        }

        BigInteger[] whole = new BigInteger[x.Length];
        for (int i = 0; i < whole.Length; i++)
        {
            (long mantissa, int exponent) = Rational.Split(x[i]);
            whole[i] = new BigInteger(mantissa) << (exponent - least);
        }

        return (whole, BigInteger.One << -least);
    }

    private static BigInteger LeastCommonMultiple(BigInteger x, BigInteger y)
    {
        if (x == y || y.IsOne)
        {
            return x;
        }

        return x.IsPowerOfTwo && y.IsPowerOfTwo ? BigInteger.Max(x, y) : x / BigInteger.GreatestCommonDivisor(x, y) * y;
    }
}
