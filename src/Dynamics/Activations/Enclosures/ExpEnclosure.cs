using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>e^z, its own derivative.</summary>
internal sealed class ExpEnclosure : SmoothEnclosure
{
    public static ExpEnclosure Instance { get; } = new();

    protected override Activation Function { get; } = new Exp();

    protected override Interval Range => new(0, double.PositiveInfinity);

    protected override Interval SlopeRange => Range;

    protected override bool KeepsSign => false;

    public override Interval LogDerivative(Interval z) => z;

    protected override Interval CurvatureAt(double z) => SlopeAt(z);
}
