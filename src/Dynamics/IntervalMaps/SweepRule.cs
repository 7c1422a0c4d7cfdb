using System.Numerics;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.IntervalMaps;

/// <summary>
/// Takes the pieces that the units have just to the right of a point x, and notes how far to the right they stay on them: the next place where a unit may bend.
/// </summary>
/// <param name="numerator">x = numerator / denominator.</param>
/// <param name="denominator">Positive.</param>
internal sealed class SweepRule(BigInteger numerator, BigInteger denominator) : IPieceRule
{
    private (BigInteger Numerator, BigInteger Denominator)? next;

    /// <summary>The nearest crossing to the right of x; null when no unit crosses any more.</summary>
    public Rational? Next => next is { } crossing ? new Rational(crossing.Numerator, crossing.Denominator) : null;

    /// <inheritdoc/>
    public int Choose(int place, ExactUnit unit, ReadOnlySpan<BigInteger> row, BigInteger over)
    {
        BigInteger slope = row[0];
        int piece = 0;
        if (unit.Breakpoints.Length > 0)
        {
            BigInteger value = (slope * numerator) + (row[1] * denominator);
            BigInteger scale = over * denominator;
            while (piece < unit.Breakpoints.Length && IsRightOf(value, scale, unit.Breakpoints[piece], slope.Sign))
            {
                piece++;
            }

            int ahead = slope.Sign > 0 ? piece : piece - 1;
            if (!slope.IsZero && ahead >= 0 && ahead < unit.Breakpoints.Length)
            {
                Meet(slope, row[1], unit.Breakpoints[ahead], over);
            }
        }

        return piece;
    }

    private static bool IsRightOf(BigInteger value, BigInteger scale, Rational breakpoint, int direction)
    {
        int side = ((value * breakpoint.Denominator) - (breakpoint.Numerator * scale)).Sign;
        return side > 0 || (side == 0 && direction > 0);
    }

    private void Meet(BigInteger slope, BigInteger intercept, Rational breakpoint, BigInteger over)
    {
        BigInteger above = (breakpoint.Numerator * over) - (intercept * breakpoint.Denominator);
        BigInteger below = slope * breakpoint.Denominator;
        (above, below) = below.Sign < 0 ? (-above, -below) : (above, below);
        if (next is not { } best || above * best.Denominator < best.Numerator * below)
        {
            next = (above, below);
        }
    }
}
