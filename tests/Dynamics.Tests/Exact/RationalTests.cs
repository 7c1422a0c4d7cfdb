using System.Numerics;
using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Tests.Exact;

public class RationalTests
{
    [Fact]
    public void Arithmetic_is_that_of_fractions()
    {
        Rational third = new(1, 3);
        Rational half = new(-2, -4);
        Assert.Equal(new Rational(5, 6), third + half);
        Assert.Equal(new Rational(-1, 6), third - half);
        Assert.Equal(new Rational(1, 6), third * half);
        Assert.Equal(new Rational(2, 3), third / half);
        Assert.True(third < half && half > third && third <= half && third != half);
        Assert.Equal(default, Rational.Zero);
        Assert.Equal(half, half + default(Rational));
        Assert.Equal("1/3", third.ToString());
        Assert.Throws<DivideByZeroException>(() => third / default(Rational));
    }

    [Fact]
    public void A_double_is_taken_as_the_binary_fraction_it_is()
    {
        Assert.Equal(new Rational(BigInteger.Parse("3602879701896397"), BigInteger.Pow(2, 55)), Rational.Of(0.1));
        Assert.Equal(new Rational(1, BigInteger.Pow(2, 1074)), Rational.Of(double.Epsilon));
        Assert.Equal(new Rational(-((BigInteger.One << 53) - 1) << 971), Rational.Of(double.MinValue));
        Assert.Equal(Rational.Zero, Rational.Of(-0.0));
        Assert.Throws<InvalidInputException>(() => Rational.Of(double.NaN));
        Assert.Throws<InvalidInputException>(() => Rational.Of(double.PositiveInfinity));
    }

    [Property(MaxTest = 2000)]
    public bool Every_double_comes_back(int seed)
    {
        double value = BitConverter.Int64BitsToDouble(new Random(seed).NextInt64(long.MinValue, long.MaxValue));
        return !double.IsFinite(value) || (Rational.Of(value).ToDouble() == value && Rational.Of(value).RoundedDown() == value
            && Rational.Of(value).RoundedUp() == value);
    }

    // The quotient of two doubles is correctly rounded by the processor: an oracle for rounding to nearest, subnormal results included.
    [Property(MaxTest = 2000)]
    public bool Nearest_double_of_a_quotient_is_the_processors(int seed, short shift)
    {
        Random random = new(seed);
        double x = random.NextInt64(long.MinValue, long.MaxValue);
        double y = random.NextInt64(1, 1L << random.Next(1, 63));
        double scaled = Math.ScaleB(x, shift % 1060);
        if (Rational.Of(scaled) != Rational.Of(x) * Rational.Of(Math.ScaleB(1, shift % 1060)) || !double.IsFinite(scaled / y))
        {
            return true;
        }

        Rational quotient = Rational.Of(scaled) / Rational.Of(y);
        double down = quotient.RoundedDown();
        double up = quotient.RoundedUp();
        return quotient.ToDouble() == scaled / y && Rational.Of(down) <= quotient && quotient <= Rational.Of(up)
            && (down == up ? Rational.Of(down) == quotient : Math.BitIncrement(down) == up);
    }

    [Fact]
    public void Ties_go_to_even_and_overflow_is_directed()
    {
        Rational tie = Rational.Of(1) + new Rational(1, BigInteger.Pow(2, 53));
        Assert.Equal(1.0, tie.ToDouble());
        Assert.Equal(Math.BitIncrement(1.0), tie.RoundedUp());
        Rational halfOfLeast = new(1, BigInteger.Pow(2, 1075));
        Assert.Equal(0.0, halfOfLeast.ToDouble());
        Assert.Equal(double.Epsilon, halfOfLeast.RoundedUp());
        Assert.Equal(-double.Epsilon, (-halfOfLeast).RoundedDown());
        Rational huge = new(BigInteger.Pow(10, 400));
        Assert.Equal(double.PositiveInfinity, huge.ToDouble());
        Assert.Equal(double.MaxValue, huge.RoundedDown());
        Assert.Equal(double.PositiveInfinity, huge.RoundedUp());
        Assert.Equal(double.NegativeInfinity, (-huge).RoundedDown());
    }
}
