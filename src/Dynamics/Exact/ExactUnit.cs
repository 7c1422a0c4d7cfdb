using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Cells.Programs;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>
/// The function of one unit over the real numbers: continuous, with rational pieces. Stored pieces are doubles, and for two functions that is not what they
/// mean: hardsigmoid's slope is 1/6, and a chord of <see cref="PiecewiseLinear"/> is a quotient. With the rounded slopes the function would jump at its
/// breakpoints.
/// </summary>
/// <param name="Breakpoints">In increasing order.</param>
/// <param name="Pieces">One more than breakpoints, from left to right.</param>
internal sealed record ExactUnit(Rational[] Breakpoints, ExactPiece[] Pieces)
{
    /// <summary>The exact function behind stored pieces.</summary>
    /// <exception cref="InvalidInputException">The pieces do not join to a continuous function.</exception>
    public static ExactUnit Of(UnitPieces unit)
    {
        ExactUnit exact = unit.Definition switch
        {
            Hardsigmoid => Chords([-3, 3], [0, 1], 0, 0),
            PiecewiseLinear { Corners.IsEmpty: true } line =>
                new([], [Line(Rational.Of(line.LeftSlope), Rational.Of(line.Knots[0]), Rational.Of(line.KnotValues[0]))]),
            PiecewiseLinear function => Chords(
                [.. function.Corners.Select(i => Rational.Of(function.Knots[i]))],
                [.. function.Corners.Select(i => Rational.Of(function.KnotValues[i]))],
                Rational.Of(function.LeftSlope),
                Rational.Of(function.RightSlope)),
            _ => new(Rational.Of(unit.Breakpoints), [.. unit.Pieces.Select(p => new ExactPiece(Rational.Of(p.Slope), Rational.Of(p.Intercept)))]),
        };
        exact.RequireContinuous();
        return exact;
    }

    /// <summary>σ(z).</summary>
    public Rational Value(Rational z) => Pieces[Breakpoints.Count(b => b < z)].Value(z);

    private static ExactUnit Chords(Rational[] t, Rational[] v, Rational leftSlope, Rational rightSlope)
    {
        ExactPiece[] pieces = new ExactPiece[t.Length + 1];
        pieces[0] = Line(leftSlope, t[0], v[0]);
        for (int i = 1; i < t.Length; i++)
        {
            pieces[i] = Line((v[i] - v[i - 1]) / (t[i] - t[i - 1]), t[i], v[i]);
        }

        pieces[^1] = Line(rightSlope, t[^1], v[^1]);
        return new ExactUnit(t, pieces);
    }

    private static ExactPiece Line(Rational slope, Rational t, Rational v) => new(slope, v - (slope * t));

    private void RequireContinuous()
    {
        for (int k = 0; k < Breakpoints.Length; k++)
        {
            if (Pieces[k].Value(Breakpoints[k]) != Pieces[k + 1].Value(Breakpoints[k]))
            {
                throw new InvalidInputException(
                    $"activation with breakpoints {string.Join(", ", Breakpoints)}: jumps at breakpoint {k}, expected a continuous function");
            }
        }
    }
}
