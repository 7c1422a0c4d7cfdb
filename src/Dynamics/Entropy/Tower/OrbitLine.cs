using System.Numerics;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Entropy.Tower;

/// <summary>The line x ↦ (Slope·x + Intercept) / (Odd·2^Twos) in whole numbers.</summary>
internal sealed record OrbitLine(BigInteger Slope, BigInteger Intercept, BigInteger Odd, int Twos)
{
    /// <summary>A piece of a map.</summary>
    public static OrbitLine Of(ExactPiece piece)
    {
        (BigInteger[] whole, BigInteger denominator) = CommonDenominator.Clear([piece.Slope, piece.Intercept]);
        (BigInteger odd, int twos) = OrbitPoint.Split(denominator);
        return new OrbitLine(whole[0], whole[1], odd, twos);
    }
}
