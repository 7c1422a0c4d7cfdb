using System.Numerics;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>
/// A rational number in lowest terms, denominator positive; the default value is 0. Doubles are rationals with a power of two below the line, and
/// for those the greatest common divisor is a shift.
/// </summary>
internal readonly partial struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    // 0 stands for 1, so that default(Rational) is the number 0.
    private readonly BigInteger denominator;

    /// <summary>numerator / denominator.</summary>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }

        if (denominator.Sign < 0)
        {
            (numerator, denominator) = (-numerator, -denominator);
        }

        if (!denominator.IsOne)
        {
            if (denominator.IsPowerOfTwo)
            {
                int shift = numerator.IsZero ? int.MaxValue : (int)BigInteger.TrailingZeroCount(numerator);
                shift = Math.Min(shift, (int)BigInteger.TrailingZeroCount(denominator));
                (numerator, denominator) = (numerator >> shift, denominator >> shift);
            }
            else
            {
                BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
                (numerator, denominator) = (numerator / divisor, denominator / divisor);
            }
        }

        Numerator = numerator;
        this.denominator = denominator;
    }

    /// <summary>A whole number.</summary>
    public Rational(BigInteger value)
    {
        Numerator = value;
        denominator = BigInteger.One;
    }

    public static Rational Zero => default;

    public static Rational One { get; } = new(BigInteger.One);

    /// <summary>The numerator, carrying the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, positive.</summary>
    public BigInteger Denominator => denominator.IsZero ? BigInteger.One : denominator;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    public static implicit operator Rational(int value) => new(value);

    public static Rational operator +(Rational x, Rational y) => x.Denominator == y.Denominator
        ? new(x.Numerator + y.Numerator, x.Denominator)
        : new((x.Numerator * y.Denominator) + (y.Numerator * x.Denominator), x.Denominator * y.Denominator);

    public static Rational operator -(Rational x, Rational y) => x + -y;

    public static Rational operator -(Rational x) => new(-x.Numerator, x.Denominator);

    public static Rational operator *(Rational x, Rational y) => new(x.Numerator * y.Numerator, x.Denominator * y.Denominator);

    /// <exception cref="DivideByZeroException">y is 0.</exception>
    public static Rational operator /(Rational x, Rational y) => new(x.Numerator * y.Denominator, x.Denominator * y.Numerator);

    public static bool operator ==(Rational x, Rational y) => x.Equals(y);

    public static bool operator !=(Rational x, Rational y) => !x.Equals(y);

    public static bool operator <(Rational x, Rational y) => x.CompareTo(y) < 0;

    public static bool operator >(Rational x, Rational y) => x.CompareTo(y) > 0;

    public static bool operator <=(Rational x, Rational y) => x.CompareTo(y) <= 0;

    public static bool operator >=(Rational x, Rational y) => x.CompareTo(y) >= 0;

    public static Rational Abs(Rational x) => x.Sign < 0 ? -x : x;

    /// <summary>Σ xᵢ yᵢ.</summary>
    public static Rational Dot(ReadOnlySpan<Rational> x, ReadOnlySpan<Rational> y)
    {
        Rational sum = Zero;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    /// <inheritdoc/>
    public int CompareTo(Rational other)
    {
        int sign = Sign.CompareTo(other.Sign);
        return sign != 0 ? sign : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
    }

    /// <inheritdoc/>
    public bool Equals(Rational other) => Numerator == other.Numerator && Denominator == other.Denominator;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <inheritdoc/>
    public override string ToString() => Denominator.IsOne ? $"{Numerator}" : $"{Numerator}/{Denominator}";
}
