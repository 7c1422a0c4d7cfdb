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

    protected override bool Curvatures(ReadOnlySpan<double> z, Span<double> curvature)
    {
        Span<double> value = stackalloc double[z.Length];
        Function.ValuesAndDerivatives(z, value, curvature);
        for (int i = 0; i < z.Length; i++)
        {
            curvature[i] *= -2 * Math.Clamp(z[i], -40, 40);
        }

        return true;
    }

    protected override Interval CurvatureAt(double z) => double.IsInfinity(z) ? Interval.Zero : -2 * (Interval)z * SlopeAt(z);
}
