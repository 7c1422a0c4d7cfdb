using System.Numerics;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>
/// Finds where each unit is at a point (one column), or at a point moved by an infinitesimal (two columns): the value decides, and on a breakpoint the
/// infinitesimal. A unit on a breakpoint takes the piece to its left; σ is continuous, so that its value does not depend on that.
/// </summary>
internal readonly struct PointRule(int units) : IPieceRule
{
    /// <summary>In the order of the pattern.</summary>
    public UnitPlace[] Places { get; } = new UnitPlace[units];

    /// <inheritdoc/>
    public int Choose(int place, ExactUnit unit, ReadOnlySpan<BigInteger> row, BigInteger denominator)
    {
        int piece = 0;
        bool on = false;
        for (; piece < unit.Breakpoints.Length; piece++)
        {
            Rational breakpoint = unit.Breakpoints[piece];
            int side = ((row[^1] * breakpoint.Denominator) - (breakpoint.Numerator * denominator)).Sign;
            side = side == 0 && row.Length > 1 ? row[0].Sign : side;
            if (side <= 0)
            {
                on = side == 0;
                break;
            }
        }

        Places[place] = new UnitPlace(piece, on);
        return piece;
    }
}
