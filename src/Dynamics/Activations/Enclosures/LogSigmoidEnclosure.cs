using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>ln(1/(1 + e^−z)): σ′ is the logistic function of −z.</summary>
internal sealed class LogSigmoidEnclosure : SmoothEnclosure
{
    public static LogSigmoidEnclosure Instance { get; } = new();

    protected override Activation Function { get; } = new LogSigmoid();

    protected override ImmutableArray<TurningPoint> CurvatureTurns { get; } = [new(0, 0, -0.25, -0.25)];

    protected override Interval Range => new(double.NegativeInfinity, 0);

    protected override bool KeepsSign => false;

    protected override int FirstConvexity => -1;

    public override Interval LogDerivative(Interval z) => LogisticEnclosure.LogValue(-z);

    protected override Interval CurvatureAt(double z) => -LogisticEnclosure.Instance.Derivative(Interval.Trusted(z, z));
}
