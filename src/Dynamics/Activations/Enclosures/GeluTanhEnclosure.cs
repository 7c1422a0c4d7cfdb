using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>z·s(y) with s logistic and y = cz + dz³, c = 2√(2/π), d = 0.044715c: σ″ = s′[2y′ + z(y″ − y′² tanh(y/2))], σ′ = s(1 + zy′s(−y)).</summary>
internal sealed class GeluTanhEnclosure : GatedEnclosure
{
    public static GeluTanhEnclosure Instance { get; } = new();

    protected override Activation Function { get; } = new GeluTanh();

    protected override ImmutableArray<TurningPoint> ValueTurns => TurningPoints.GeluTanhValue;

    protected override ImmutableArray<TurningPoint> SlopeTurns => TurningPoints.GeluTanhSlope;

    protected override ImmutableArray<TurningPoint> CurvatureTurns => TurningPoints.GeluTanhCurvature;

    protected override Interval Curvature(Interval z)
    {
        Interval square = Interval.Square(z);
        Interval y = z * (C + (D * square));
        Interval slope = C + (3 * D * square);
        return LogisticEnclosure.Instance.Derivative(y)
            * ((2 * slope) + (z * ((6 * D * z) - (Interval.Square(slope) * Interval.Tanh(0.5 * y)))));
    }

    protected override Interval LogSlopeInTail(Interval z)
    {
        Interval square = Interval.Square(z);
        Interval y = z * (C + (D * square));
        Interval e = Interval.Exp(y);
        Interval growth = z * (C + (3 * D * square));
        return y - Interval.Log(1 + e) + Interval.Log(-(growth / (1 + e)) - 1);
    }

    private static Interval C { get; } = 2 * Interval.Sqrt(2 / Interval.Pi);

    private static Interval D { get; } = new Interval(44715, 44715) / 1e6 * C;
}
