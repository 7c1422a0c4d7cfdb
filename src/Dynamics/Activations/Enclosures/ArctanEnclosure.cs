using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>arctan, without the operating system's: σ′ = 1/(1 + z²), σ″ = −2zσ′².</summary>
internal sealed class ArctanEnclosure : SmoothEnclosure
{
    public static ArctanEnclosure Instance { get; } = new();

    protected override Activation Function { get; } = new Arctan();

    protected override ImmutableArray<TurningPoint> SlopeTurns => TurningPoints.ArctanSlope;

    protected override ImmutableArray<TurningPoint> CurvatureTurns => TurningPoints.ArctanCurvature;

    internal override bool IsVectorised => false;

    public override Interval LogDerivative(Interval z) => z.IsEmpty ? z : LogAt(z.Magnitude).Hull(LogAt(z.Mignitude));

    public override void Values(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> valueLower, Span<double> valueUpper)
    {
        for (int i = 0; i < lower.Length; i++)
        {
            (valueLower[i], valueUpper[i]) = Interval.Arctan(Interval.Trusted(lower[i], upper[i]));
        }
    }

    public override void ValuesAndDerivatives(
        ReadOnlySpan<double> lower,
        ReadOnlySpan<double> upper,
        Span<double> valueLower,
        Span<double> valueUpper,
        Span<double> derivativeLower,
        Span<double> derivativeUpper)
    {
        Values(lower, upper, valueLower, valueUpper);
        for (int i = 0; i < lower.Length; i++)
        {
            (derivativeLower[i], derivativeUpper[i]) = Derivative(Interval.Trusted(lower[i], upper[i]));
        }
    }

    protected override Interval ValueAt(double z) => Interval.Arctan(Interval.Trusted(z, z));

    protected override Interval SlopeAt(double z)
    {
        double a = Math.Min(Math.Abs(z), double.MaxValue);
        Interval slope = 1 / (1 + Interval.Square(a));
        return double.IsInfinity(z) ? Interval.Trusted(0, slope.Upper) : slope;
    }

    protected override Interval CurvatureAt(double z)
    {
        // z cancels against one of the slopes before they underflow.
        Interval slope = SlopeAt(z);
        return double.IsInfinity(z) ? Interval.Zero : -2 * (z * slope) * slope;
    }

    private static Interval LogAt(double a)
    {
        Interval z = Interval.AtBound(a);
        return a < 1e8 ? -Interval.Log(1 + Interval.Square(z)) : -((2 * Interval.Log(z)) + Interval.Log(1 + Interval.Square(1 / z)));
    }
}
