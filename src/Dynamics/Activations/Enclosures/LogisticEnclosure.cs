using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Kernels;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>The logistic function: σ″ = −σ′ tanh(z/2); ln σ′ = −|z| − 2 ln(1 + e^−|z|).</summary>
internal sealed class LogisticEnclosure : SmoothEnclosure
{
    public static LogisticEnclosure Instance { get; } = new();

    protected override Activation Function { get; } = new Sigmoid();

    protected override ImmutableArray<TurningPoint> SlopeTurns => TurningPoints.SigmoidSlope;

    protected override ImmutableArray<TurningPoint> CurvatureTurns => TurningPoints.SigmoidCurvature;

    protected override Interval Range => new(0, 1);

    protected override Interval SlopeRange => new(0, 0.25);

    protected override bool KeepsSign => false;

    public override Interval LogDerivative(Interval z) => z.IsEmpty ? z : LogAt(z.Magnitude).Hull(LogAt(z.Mignitude));

    /// <summary>ln(1/(1 + e^−z)), which is also ln of softplus' slope.</summary>
    public static Interval LogValue(Interval z) => z.IsEmpty ? z : Interval.Trusted(LogValueAt(z.Lower).Lower, LogValueAt(z.Upper).Upper);

    /// <summary>With t = tanh(z/2): σ″ = −t(1 − t²)/4.</summary>
    protected override bool Curvatures(ReadOnlySpan<double> z, Span<double> curvature)
    {
        Span<double> slope = stackalloc double[z.Length];
        Span<double> half = stackalloc double[z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            half[i] = 0.5 * z[i];
        }

        LaneLoop.ValuesAndDerivatives(default(TanhKernel), half, curvature, slope);
        for (int i = 0; i < z.Length; i++)
        {
            curvature[i] *= -0.25 * slope[i];
        }

        return true;
    }

    protected override Interval CurvatureAt(double z) => -(SlopeAt(z) * Interval.Tanh(Interval.Trusted(0.5 * z, 0.5 * z)));

    private static Interval LogAt(double a)
    {
        Interval z = Interval.AtBound(a);
        return -(z + (2 * Interval.Log(1 + Interval.Exp(-z))));
    }

    private static Interval LogValueAt(double z)
    {
        Interval a = Interval.AtBound(Math.Abs(z));
        Interval log = -Interval.Log(1 + Interval.Exp(-a));
        return z < 0 ? log - a : log;
    }
}
