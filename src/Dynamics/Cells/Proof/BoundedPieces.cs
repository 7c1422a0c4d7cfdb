using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>The pieces of a unit in doubles, with bounds for how far these are from the exact ones: 0 but for quotients such as hardsigmoid's 1/6.</summary>
/// <param name="Slopes">Nearest doubles.</param>
/// <param name="SlopeErrors">Upper bounds of the distance.</param>
/// <param name="Intercepts">Nearest doubles.</param>
/// <param name="InterceptErrors">Upper bounds of the distance.</param>
internal sealed record BoundedPieces(double[] Slopes, double[] SlopeErrors, double[] Intercepts, double[] InterceptErrors)
{
    /// <summary>The pieces of a unit.</summary>
    public static BoundedPieces Of(UnitPieces unit)
    {
        ExactPiece[] pieces = ExactUnit.Of(unit).Pieces;
        return new BoundedPieces(
            [.. pieces.Select(p => p.Slope.ToDouble())],
            [.. pieces.Select(p => Distance(p.Slope))],
            [.. pieces.Select(p => p.Intercept.ToDouble())],
            [.. pieces.Select(p => Distance(p.Intercept))]);
    }

    private static double Distance(Rational exact) => Rational.Abs(exact - Rational.Of(exact.ToDouble())).RoundedUp();
}
