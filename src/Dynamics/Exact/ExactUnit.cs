using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Cells.Programs;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>
/// The function of one unit over the real numbers: continuous, with rational pieces. A stored piece stands for the double it is where the function is
/// continuous that way. hardsigmoid is not: its slope is 1/6, stored as the nearest double, with which the function would jump at its breakpoints by 2⁻⁵³; the exact piece is the line through
/// its neighbours' values at the breakpoints.
/// </summary>
/// <param name="Breakpoints">In increasing order.</param>
/// <param name="Pieces">One more than breakpoints, from left to right.</param>
internal sealed record ExactUnit(Rational[] Breakpoints, ExactPiece[] Pieces)
{
    /// <summary>The exact function behind stored pieces.</summary>
    /// <exception cref="InvalidInputException">The pieces do not join to a continuous function.</exception>
    public static ExactUnit Of(UnitPieces unit)
    {
        Rational[] breakpoints = Rational.Of(unit.Breakpoints);
        ExactPiece[] pieces = [.. unit.Pieces.Select(Stored)];
        for (int k = 1; k + 1 < pieces.Length; k++)
        {
            (Rational left, Rational right) = (breakpoints[k - 1], breakpoints[k]);
            (Rational atLeft, Rational atRight) = (Value(pieces[k - 1], left), Value(Stored(unit.Pieces[k + 1]), right));
            if (Value(pieces[k], left) != atLeft || Value(pieces[k], right) != atRight)
            {
                Rational slope = (atRight - atLeft) / (right - left);
                pieces[k] = new ExactPiece(slope, atLeft - (slope * left));
            }
        }

        ExactUnit exact = new(breakpoints, pieces);
        exact.RequireContinuous(unit);
        return exact;
    }

    private static ExactPiece Stored(AffinePiece piece) => new(Rational.Of(piece.Slope), Rational.Of(piece.Intercept));

    private static Rational Value(ExactPiece piece, Rational z) => (piece.Slope * z) + piece.Intercept;

    // Besides the join, the repair must be one of rounding: a stored slope off by more is a wrong activation record, not 1/6 in binary.
    private void RequireContinuous(UnitPieces unit)
    {
        for (int k = 0; k < Pieces.Length; k++)
        {
            bool joins = k == 0 || Value(Pieces[k - 1], Breakpoints[k - 1]) == Value(Pieces[k], Breakpoints[k - 1]);
            Rational change = Rational.Abs(Pieces[k].Slope - Rational.Of(unit.Pieces[k].Slope));
            if (!joins || change > Rational.Abs(Pieces[k].Slope) * Rational.Of(double.Epsilon + Math.ScaleB(1, -52)))
            {
                throw new InvalidInputException($"activation with breakpoints {string.Join(", ", unit.Breakpoints)}: piece {k} does not join its neighbour");
            }
        }
    }
}
