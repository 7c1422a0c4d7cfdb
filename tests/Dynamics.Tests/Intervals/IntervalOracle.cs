using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Tests.Intervals;

/// <summary>
/// Random operations on random intervals and random points of them, against exact arithmetic for + − · / √ and 320-bit arithmetic for the other functions.
/// </summary>
internal static class IntervalOracle
{
    /// <summary>The escapes among <paramref name="count"/> operations, described.</summary>
    public static List<string> Algebra(int count, int seed)
    {
        Random random = new(seed);
        List<string> escapes = [];
        for (int i = 0; i < count; i++)
        {
            (Interval x, double a) = Next(random, AwkwardNumbers.Next);
            (Interval y, double b) = Next(random, AwkwardNumbers.Next);
            (string name, Interval result, bool holds) = random.Next(7) switch
            {
                0 => Sum("+", x + y, a, b),
                1 => Sum("-", x - y, a, -b),
                2 => Product("*", x * y, a, b),
                3 => Quotient(x / y, a, b),
                4 => Root(Interval.Sqrt(x), a),
                5 => Product("square", Interval.Square(x), a, a),
                _ => Cube(Interval.Pow(x, 3), a),
            };
            if (!holds)
            {
                escapes.Add($"{x} {name} {y} = {result} misses the result at {a:R} and {b:R}");
            }
        }

        return escapes;
    }

    /// <summary>The escapes among <paramref name="count"/> evaluations of elementary functions, and the largest error of a point's bounds in units of 2^−53.</summary>
    public static List<string> Functions(int count, int seed)
    {
        Random random = new(seed);
        List<string> escapes = [];
        for (int i = 0; i < count; i++)
        {
            (Interval x, double a) = Next(random, AwkwardNumbers.NextArgument);
            (string name, Interval result, BigFloat exact) = random.Next(7) switch
            {
                0 => ("exp", Interval.Exp(x), BigFunctions.Exp(a)),
                1 => ("log", Interval.Log(Interval.Abs(x)), a == 0 ? BigFloat.Zero : BigFunctions.Log(Math.Abs(a))),
                2 => ("tanh", Interval.Tanh(x), BigFunctions.Tanh(a)),
                3 => ("sigmoid", Interval.Sigmoid(x), BigFunctions.Logistic(a)),
                4 => ("arctan", Interval.Arctan(x), BigFunctions.Arctan(a)),
                5 => ("sin", Interval.Sin(x), BigFunctions.Sin(a)),
                _ => ("cos", Interval.Cos(x), BigFunctions.Cos(a)),
            };
            if (!(name == "log" && a == 0) && !Holds(result, exact, BigFloat.Zero))
            {
                escapes.Add($"{name} {x} = {result} misses {exact} at {a:R}");
            }
        }

        return escapes;
    }

    /// <summary>lower ≤ x ≤ upper without rounding.</summary>
    public static bool Holds(Interval enclosure, BigFloat x) =>
        !enclosure.IsEmpty
        && (double.IsNegativeInfinity(enclosure.Lower) || (BigFloat)enclosure.Lower <= x)
        && (double.IsPositiveInfinity(enclosure.Upper) || x <= (BigFloat)enclosure.Upper);

    /// <summary>The same for an x known to 280 bits and within <paramref name="error"/>.</summary>
    public static bool Holds(Interval enclosure, BigFloat x, BigFloat error)
    {
        BigFloat margin = BigFloat.Scale(BigFloat.Abs(x), -280) + error;
        return !enclosure.IsEmpty
            && (double.IsNegativeInfinity(enclosure.Lower) || (BigFloat)enclosure.Lower <= x + margin)
            && (double.IsPositiveInfinity(enclosure.Upper) || x - margin <= (BigFloat)enclosure.Upper);
    }

    private static (string Name, Interval Result, bool Holds) Sum(string name, Interval result, double a, double b) =>
        (name, result, Holds(result, BigFloat.ExactSum(a, b)));

    private static (string Name, Interval Result, bool Holds) Product(string name, Interval result, double a, double b) =>
        (name, result, Holds(result, BigFloat.ExactProduct(a, b)));

    private static (string Name, Interval Result, bool Holds) Cube(Interval result, double a) =>
        ("cube", result, Holds(result, BigFloat.ExactProduct(a, BigFloat.ExactProduct(a, a))));

    private static (string Name, Interval Result, bool Holds) Quotient(Interval result, double a, double b)
    {
        // lower ≤ a/b ⇔ lower·b ≤ a for b > 0.
        BigFloat dividend = b > 0 ? a : -a;
        BigFloat divisor = Math.Abs(b);
        bool holds = b == 0 || (!result.IsEmpty
            && (double.IsNegativeInfinity(result.Lower) || BigFloat.ExactProduct(result.Lower, divisor) <= dividend)
            && (double.IsPositiveInfinity(result.Upper) || dividend <= BigFloat.ExactProduct(result.Upper, divisor)));
        return ("/", result, holds);
    }

    private static (string Name, Interval Result, bool Holds) Root(Interval result, double a)
    {
        bool holds = a < 0 || (result.Lower >= 0
            && BigFloat.ExactProduct(result.Lower, result.Lower) <= a
            && (double.IsPositiveInfinity(result.Upper) || (BigFloat)a <= BigFloat.ExactProduct(result.Upper, result.Upper)));
        return ("sqrt", result, holds);
    }

    /// <summary>A point, a narrow, a wide or a half-infinite interval, and one of its numbers, often a bound.</summary>
    private static (Interval Interval, double Inside) Next(Random random, Func<Random, double> number)
    {
        double a = number(random);
        double b = random.Next(3) switch { 0 => a, 1 => number(random), _ => a + (Math.Abs(a) * random.NextDouble() * 1e-3) };
        b = double.IsFinite(b) ? b : a;
        (a, b) = (Math.Min(a, b), Math.Max(a, b));
        double inside = random.Next(4) switch
        {
            0 => a,
            1 => b,
            _ => Math.Clamp(random.Next(2) == 0 ? number(random) : (0.5 * a) + (0.5 * b), a, b),
        };
        double lower = random.Next(40) == 0 ? double.NegativeInfinity : a;
        double upper = random.Next(40) == 0 ? double.PositiveInfinity : b;
        return (new Interval(lower, upper), inside);
    }
}
