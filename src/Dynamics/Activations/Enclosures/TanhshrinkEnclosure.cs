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

    public override void SecondDerivatives(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> secondLower, Span<double> secondUpper)
    {
        TanhEnclosure.Instance.SecondDerivatives(lower, upper, secondUpper, secondLower);
        for (int i = 0; i < lower.Length; i++)
        {
            (secondLower[i], secondUpper[i]) = (-secondLower[i], -secondUpper[i]);
        }
    }

    protected override Interval CurvatureAt(double z) => -TanhEnclosure.Instance.SecondDerivative(Interval.Trusted(z, z));
}
