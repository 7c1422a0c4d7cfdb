using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>z/(1 + |z|): σ″ rises to 2 left of 0, jumps to −2 and rises to 0.</summary>
internal sealed class SoftsignEnclosure : SmoothEnclosure
{
    public static SoftsignEnclosure Instance { get; } = new();

    protected override Activation Function { get; } = new Softsign();

    protected override ImmutableArray<TurningPoint> SlopeTurns { get; } = [new(0, 0, 1, 1)];

    protected override ImmutableArray<TurningPoint> CurvatureTurns { get; } = [new(0, 0, -2, 2)];

    protected override Interval Range => new(-1, 1);

    public override Interval LogDerivative(Interval z) => -2 * Interval.Log(1 + Interval.Abs(z));

    protected override Interval CurvatureAt(double z)
    {
        if (z == 0 || double.IsInfinity(z))
        {
            return Interval.Zero;
        }

        Interval size = SlopeAt(z) / (1 + (Interval)Math.Abs(z));
        return z > 0 ? -2 * size : 2 * size;
    }
}
