using System.Numerics;

namespace TorchDynInspect.Dynamics.Tests.Intervals;

/// <summary>
/// Binary floating point with 320 bits, Mantissa·2^Exponent, as an oracle: + − · truncate to that length, functions are right to 280 bits at least. Independent
/// of everything in src; <see cref="ExactSum"/> and <see cref="ExactProduct"/> do not round at all.
/// </summary>
internal readonly struct BigFloat(BigInteger mantissa, int exponent) : IComparable<BigFloat>
{
    private const int Bits = 320;

    public BigInteger Mantissa { get; } = mantissa;

    public int Exponent { get; } = exponent;

    public static BigFloat Zero => default;

    public static BigFloat One => new(1, 0);

    public int Sign => Mantissa.Sign;

    /// <summary>Position of the leading bit: 2^Top ≤ |x| &lt; 2^(Top+1).</summary>
    public int Top => (int)BigInteger.Abs(Mantissa).GetBitLength() - 1 + Exponent;

    public static implicit operator BigFloat(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long fraction = bits & 0xFFFFFFFFFFFFF;
        long m = exponent == 0 ? fraction : fraction | (1L << 52);
        return new(bits < 0 ? -m : m, Math.Max(exponent, 1) - 1075);
    }

    public static BigFloat operator -(BigFloat x) => new(-x.Mantissa, x.Exponent);

    public static BigFloat operator +(BigFloat x, BigFloat y)
    {
        if (x.Sign == 0 || y.Sign == 0)
        {
            return x.Sign == 0 ? y : x;
        }

        // What is below the last bit cannot matter.
        if (Math.Abs((long)x.Top - y.Top) > 2 * Bits)
        {
            return x.Top > y.Top ? x : y;
        }

        return ExactSum(x, y).Truncated();
    }

    public static BigFloat operator -(BigFloat x, BigFloat y) => x + (-y);

    public static BigFloat operator *(BigFloat x, BigFloat y) => ExactProduct(x, y).Truncated();

    public static BigFloat operator /(BigFloat x, BigFloat y)
    {
        int shift = Math.Max(0, Bits + (int)BigInteger.Abs(y.Mantissa).GetBitLength() - (int)BigInteger.Abs(x.Mantissa).GetBitLength() + 2);
        return new BigFloat((x.Mantissa << shift) / y.Mantissa, x.Exponent - y.Exponent - shift).Truncated();
    }

    public static bool operator <(BigFloat x, BigFloat y) => x.CompareTo(y) < 0;

    public static bool operator >(BigFloat x, BigFloat y) => x.CompareTo(y) > 0;

    public static bool operator <=(BigFloat x, BigFloat y) => x.CompareTo(y) <= 0;

    public static bool operator >=(BigFloat x, BigFloat y) => x.CompareTo(y) >= 0;

    public static BigFloat ExactSum(BigFloat x, BigFloat y)
    {
        int exponent = Math.Min(x.Exponent, y.Exponent);
        return new((x.Mantissa << (x.Exponent - exponent)) + (y.Mantissa << (y.Exponent - exponent)), exponent);
    }

    public static BigFloat ExactProduct(BigFloat x, BigFloat y) => new(x.Mantissa * y.Mantissa, x.Exponent + y.Exponent);

    public static BigFloat Abs(BigFloat x) => new(BigInteger.Abs(x.Mantissa), x.Exponent);

    /// <summary>x·2^k.</summary>
    public static BigFloat Scale(BigFloat x, int k) => new(x.Mantissa, x.Exponent + k);

    public static BigFloat Sqrt(BigFloat x)
    {
        if (x.Sign == 0)
        {
            return x;
        }

        int shift = Math.Max(0, (2 * Bits) - (int)x.Mantissa.GetBitLength());
        shift += (x.Exponent - shift) & 1;
        BigInteger m = x.Mantissa << shift;
        BigInteger root = BigInteger.One << (((int)m.GetBitLength() + 1) / 2);
        for (BigInteger next = (root + (m / root)) >> 1; next < root; next = (root + (m / root)) >> 1)
        {
            root = next;
        }

        return new BigFloat(root, (x.Exponent - shift) / 2).Truncated();
    }

    public int CompareTo(BigFloat other)
    {
        if (Sign != other.Sign || Sign == 0)
        {
            return Sign.CompareTo(other.Sign);
        }

        return Top != other.Top ? Sign * Top.CompareTo(other.Top) : ExactSum(this, -other).Sign;
    }

    public override string ToString() => $"{ToDouble():R}";

    public double ToDouble()
    {
        int shift = (int)BigInteger.Abs(Mantissa).GetBitLength() - 60;
        return Sign == 0 ? 0 : shift > 0 ? Math.ScaleB((double)(Mantissa >> shift), Exponent + shift) : Math.ScaleB((double)Mantissa, Exponent);
    }

    /// <summary>Mantissa at the fixed point 2^−bits.</summary>
    public BigInteger ToFixed(int bits)
    {
        int shift = Exponent + bits;
        return shift >= 0 ? Mantissa << shift : shift < -100000 ? 0 : Mantissa >> -shift;
    }

    private BigFloat Truncated()
    {
        int excess = (int)BigInteger.Abs(Mantissa).GetBitLength() - Bits;
        return excess > 0 ? new(Mantissa >> excess, Exponent + excess) : this;
    }
}
