using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>z·Φ(z): σ″ = φ(z)(2 − z²), σ′(−a) = −φ(a)(a − M(a)) with M = Φ(−a)/φ(a) the Mills ratio.</summary>
internal sealed class GeluEnclosure : GatedEnclosure
{
    public static GeluEnclosure Instance { get; } = new();

    protected override Activation Function { get; } = new Gelu();

    protected override ImmutableArray<TurningPoint> ValueTurns => TurningPoints.GeluValue;

    protected override ImmutableArray<TurningPoint> SlopeTurns => TurningPoints.GeluSlope;

    protected override ImmutableArray<TurningPoint> CurvatureTurns => TurningPoints.GeluCurvature;

    protected override Interval Curvature(Interval z)
    {
        Interval square = Interval.Square(z);
        return Interval.Exp(-0.5 * square) / Interval.Sqrt(2 * Interval.Pi) * (2 - square);
    }

    protected override Interval LogSlopeInTail(Interval z)
    {
        // Beyond 1e9 the Mills ratio, below 1/a, no longer counts beside a.
        double a = -z.Lower;
        Interval mills = a > 1e9
            ? Interval.Trusted(0, 1e-9)
            : Interval.Sqrt(0.5 * Interval.Pi) * Widened(ErrorFunction.Erfcx(new Lane(a / Math.Sqrt(2))).Value);
        return (-0.5 * Interval.Square(z)) - (0.5 * Interval.Log(2 * Interval.Pi)) + Interval.Log(a - mills);
    }

    /// <summary>erfcx is within 4 units of 2^−52 (measured), and its relative change with the rounding of the argument at most that of the argument.</summary>
    private static Interval Widened(double value) => Interval.Trusted(Widening.Down(value, DerivativeMargin), Widening.Up(value, DerivativeMargin));
}
