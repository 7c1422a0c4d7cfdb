using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>z·s(z), s logistic: σ″ = s′(2 − z tanh(z/2)), σ′ = s(1 + z s(−z)).</summary>
internal sealed class SiluEnclosure : GatedEnclosure
{
    public static SiluEnclosure Instance { get; } = new();

    protected override Activation Function { get; } = new Silu();

    protected override ImmutableArray<TurningPoint> ValueTurns => TurningPoints.SiluValue;

    protected override ImmutableArray<TurningPoint> SlopeTurns => TurningPoints.SiluSlope;

    protected override ImmutableArray<TurningPoint> CurvatureTurns => TurningPoints.SiluCurvature;

    protected override Interval Curvature(Interval z) =>
        LogisticEnclosure.Instance.Derivative(z) * (2 - (z * Interval.Tanh(0.5 * z)));

    protected override Interval LogSlopeInTail(Interval z)
    {
        Interval e = Interval.Exp(z);
        return z - Interval.Log(1 + e) + Interval.Log(-(z / (1 + e)) - 1);
    }
}
