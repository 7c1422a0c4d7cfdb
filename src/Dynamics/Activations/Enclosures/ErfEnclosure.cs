using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>erf: σ″ = −2zσ′; ln σ′ = ln(2/√π) − z².</summary>
internal sealed class ErfEnclosure : SmoothEnclosure
{
    public static ErfEnclosure Instance { get; } = new();

    protected override Activation Function { get; } = new Erf();

    protected override ImmutableArray<TurningPoint> SlopeTurns => TurningPoints.ErfSlope;

    protected override ImmutableArray<TurningPoint> CurvatureTurns => TurningPoints.ErfCurvature;

    protected override Interval Range => new(-1, 1);

    protected override Interval SlopeRange => new(0, TurningPoints.ErfSlope[0].Highest);

    public override Interval LogDerivative(Interval z) => Interval.Log(2 / Interval.Sqrt(Interval.Pi)) - Interval.Square(z);

    protected override Interval CurvatureAt(double z) => double.IsInfinity(z) ? Interval.Zero : -2 * (Interval)z * SlopeAt(z);
}
