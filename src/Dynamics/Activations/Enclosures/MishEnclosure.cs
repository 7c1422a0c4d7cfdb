using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>z·tanh(ln(1 + e^z)), through e = e^−|z| as <see cref="Mish"/> does.</summary>
internal sealed class MishEnclosure : GatedEnclosure
{
    public static MishEnclosure Instance { get; } = new();

    protected override Activation Function { get; } = new Mish();

    protected override ImmutableArray<TurningPoint> ValueTurns => TurningPoints.MishValue;

    protected override ImmutableArray<TurningPoint> SlopeTurns => TurningPoints.MishSlope;

    protected override ImmutableArray<TurningPoint> CurvatureTurns => TurningPoints.MishCurvature;

    protected override Interval Curvature(Interval z)
    {
        // For z < 0 with d = e² + 2e + 2: 4e/d³·[2(1+e)d + z(2 + 2e − 3e² − 2e³)]. For z ≥ 0 with d = 1 + 2e + 2e²: 4e²/d³·[2(1+e)d + z(2e³ + 2e² − 3e − 2)].
        Interval e = Interval.Exp(-Interval.Abs(z));
        Interval square = Interval.Square(e);
        Interval cube = e * square;
        if (z.Lower < 0)
        {
            Interval d = square + (2 * e) + 2;
            return 4 * e / Interval.Pow(d, 3) * ((2 * (1 + e) * d) + (z * (2 + (2 * e) - (3 * square) - (2 * cube))));
        }

        Interval right = 1 + (2 * e) + (2 * square);
        return 4 * square / Interval.Pow(right, 3) * ((2 * (1 + e) * right) + (z * ((2 * cube) + (2 * square) - (3 * e) - 2)));
    }

    protected override Interval LogSlopeInTail(Interval z)
    {
        // σ′ = (e/d)(2 + e + 4z(1+e)/d)
        Interval e = Interval.Exp(z);
        Interval d = Interval.Square(e) + (2 * e) + 2;
        return z - Interval.Log(d) + Interval.Log(-(4 * z * (1 + e) / d) - (2 + e));
    }
}
