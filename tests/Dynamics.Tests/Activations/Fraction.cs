using System.Numerics;

namespace TorchDynInspect.Dynamics.Tests.Activations;

/// <summary>Fractions of integers, as plain as they come: what exact answers are compared with.</summary>
internal readonly struct Fraction(BigInteger numerator, BigInteger denominator) : IComparable<Fraction>
{
    public BigInteger Numerator { get; } = denominator.Sign < 0 ? -numerator : numerator;

    public BigInteger Denominator { get; } = BigInteger.Abs(denominator);

    public int Sign => Numerator.Sign;

    public static implicit operator Fraction(int n) => new(n, 1);

    public static Fraction operator +(Fraction a, Fraction b) => Reduced((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Fraction operator -(Fraction a, Fraction b) => Reduced((a.Numerator * b.Denominator) - (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Fraction operator *(Fraction a, Fraction b) => Reduced(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Fraction operator /(Fraction a, Fraction b) => Reduced(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static Fraction Of(double x)
    {
        int scale = 0;
        while (x != Math.Floor(x))
        {
            x *= 2;
            scale++;
        }

        return Reduced(new BigInteger(x), BigInteger.One << scale);
    }

    public static Fraction Abs(Fraction x) => new(BigInteger.Abs(x.Numerator), x.Denominator);

    public int CompareTo(Fraction other) => (this - other).Sign;

    public double ToDouble()
    {
        int shift = (int)(Denominator.GetBitLength() - Numerator.GetBitLength()) + 80;
        BigInteger quotient = shift >= 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift);
        return Math.ScaleB((double)quotient, -shift);
    }

    private static Fraction Reduced(BigInteger n, BigInteger d)
    {
        BigInteger g = BigInteger.GreatestCommonDivisor(n, d);
        return g.IsOne ? new(n, d) : new(n / g, d / g);
    }
}
