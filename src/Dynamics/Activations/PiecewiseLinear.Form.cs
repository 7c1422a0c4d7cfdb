using System.Collections.Immutable;
using System.Numerics;

namespace TorchDynInspect.Dynamics.Activations;

/// <content>What the breakpoints and values must be, and what follows from them once.</content>
public sealed partial record PiecewiseLinear
{
    // Within these no slope, product or quotient of the definition overflows or loses digits to underflow.
    private const double Largest = 1e100;
    private const double LeastGap = 1e-100;

    private static void RequireKnots(ReadOnlySpan<double> knots, ReadOnlySpan<double> values)
    {
        if (knots.Length is 0 or > MostKnots)
        {
            throw Fault($"has {knots.Length} breakpoints, expected 1 to {MostKnots}");
        }

        if (values.Length != knots.Length)
        {
            throw Fault($"has {values.Length} values, expected {knots.Length}, one for each breakpoint");
        }

        for (int i = 0; i < knots.Length; i++)
        {
            _ = RequireParameter(knots[i], FunctionName, $"breakpoints[{i}]", -Largest, Largest);
            _ = RequireParameter(values[i], FunctionName, $"values[{i}]", -Largest, Largest);
            if (i > 0 && !(knots[i] - knots[i - 1] >= LeastGap))
            {
                throw Fault($"breakpoints[{i}] is {knots[i]} after {knots[i - 1]}, expected increasing numbers at least {LeastGap} apart");
            }
        }
    }

    private static InvalidInputException Fault(string what) => new($"activation '{FunctionName}': {what}");

    // The slope changes at t_i unless (v_i − v_{i−1})(t_{i+1} − t_i) = (v_{i+1} − v_i)(t_i − t_{i−1}), compared without rounding.
    private static ImmutableArray<int> CornersOf(ImmutableArray<double> t, ImmutableArray<double> v, double left, double right)
    {
        (BigInteger Run, BigInteger Rise)[] chords = new (BigInteger, BigInteger)[t.Length + 1];
        chords[0] = (Scaled(1), Scaled(left));
        chords[^1] = (Scaled(1), Scaled(right));
        for (int i = 1; i < t.Length; i++)
        {
            chords[i] = (Scaled(t[i]) - Scaled(t[i - 1]), Scaled(v[i]) - Scaled(v[i - 1]));
        }

        return [.. Enumerable.Range(0, t.Length).Where(i => chords[i].Rise * chords[i + 1].Run != chords[i + 1].Rise * chords[i].Run)];
    }

    // x·2^1074 is an integer for every double.
    private static BigInteger Scaled(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(x));
        int exponent = (int)(bits >> 52);
        long mantissa = exponent == 0 ? bits : (bits & ((1L << 52) - 1)) | (1L << 52);
        BigInteger magnitude = new BigInteger(mantissa) << Math.Max(exponent - 1, 0);
        return x < 0 ? -magnitude : magnitude;
    }

    // λ is monotone between breakpoints: m + c/z. Its supremum is at a breakpoint, at 0 or at ±∞.
    private (double Lipschitz, double Secant) Bounds()
    {
        double lipschitz = 0;
        double secant = Math.Max(Math.Abs(LeftSlope), Math.Abs(RightSlope));
        for (int piece = 0; piece <= Knots.Length; piece++)
        {
            double slope = Math.Abs(table.Piece(piece).Slope);
            lipschitz = Math.Max(lipschitz, slope);
            bool touchesZero = (piece == 0 || Knots[piece - 1] <= 0) && (piece == Knots.Length || Knots[piece] >= 0);
            secant = touchesZero ? Math.Max(secant, slope) : secant;
        }

        foreach (double knot in Knots)
        {
            secant = Math.Max(secant, Math.Abs(Secant(knot)));
        }

        return (lipschitz, secant);
    }
}
