using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>tanh: σ″ = −2 tanh·σ′; ln σ′ = −2 ln cosh z.</summary>
internal sealed class TanhEnclosure : SmoothEnclosure
{
    public static TanhEnclosure Instance { get; } = new();

    protected override Activation Function { get; } = new Tanh();

    protected override ImmutableArray<TurningPoint> SlopeTurns => TurningPoints.TanhSlope;

    protected override ImmutableArray<TurningPoint> CurvatureTurns => TurningPoints.TanhCurvature;

    protected override Interval Range => new(-1, 1);

    public override Interval LogDerivative(Interval z) => z.IsEmpty ? z : LogAt(z.Magnitude).Hull(LogAt(z.Mignitude));

    protected override bool Curvatures(ReadOnlySpan<double> z, Span<double> curvature)
    {
        Span<double> slope = stackalloc double[z.Length];
        Function.ValuesAndDerivatives(z, curvature, slope);
        for (int i = 0; i < z.Length; i++)
        {
            curvature[i] *= -2 * slope[i];
        }

        return true;
    }

    protected override Interval CurvatureAt(double z) => -2 * ValueAt(z) * SlopeAt(z);

    /// <summary>cosh a = e^a (1 + e^−2a)/2.</summary>
    private Interval LogAt(double a)
    {
        if (a < 0.5)
        {
            return Interval.Log(SlopeAt(a));
        }

        Interval z = Interval.AtBound(a);
        return 2 * (Interval.Log(2) - z - Interval.Log(1 + Interval.Exp(-2 * z)));
    }
}
