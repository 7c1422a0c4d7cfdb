using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>z − tanh z: σ′ = tanh², σ″ that of tanh with the other sign.</summary>
internal sealed class TanhshrinkEnclosure : SmoothEnclosure
{
    public static TanhshrinkEnclosure Instance { get; } = new();

    protected override Activation Function { get; } = new Tanhshrink();

    protected override ImmutableArray<TurningPoint> SlopeTurns { get; } = [new(0, 0, 0, 0)];

    protected override int FirstConvexity => -1;

    public override Interval SecondDerivative(Interval z) => -TanhEnclosure.Instance.SecondDerivative(z);

    protected override Interval CurvatureAt(double z) => -TanhEnclosure.Instance.SecondDerivative(Interval.Trusted(z, z));
}
