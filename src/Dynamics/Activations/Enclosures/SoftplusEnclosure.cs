using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>
/// ln(1 + e^(βz))/β up to z = threshold/β and z beyond, where the value falls by ln(1 + e^−threshold)/β. An interval that reaches across has chords of every
/// negative slope.
/// </summary>
/// <param name="beta">β.</param>
/// <param name="threshold">βz above which the value is z.</param>
internal sealed class SoftplusEnclosure(double beta, double threshold) : ActivationEnclosure
{
    private readonly Interval jump = (Interval)threshold / beta;

    public override Interval Value(Interval z) => SmoothValue(Left(z)).Hull(Right(z));

    public override Interval Derivative(Interval z)
    {
        Interval left = Left(z);
        Interval right = Right(z);
        return left.IsEmpty ? (right.IsEmpty ? right : Interval.One)
            : right.IsEmpty ? Interval.Sigmoid(beta * left)
            : new(double.NegativeInfinity, 1);
    }

    public override Interval SecondDerivative(Interval z)
    {
        Interval left = Left(z);
        Interval right = Right(z);
        return left.IsEmpty ? (right.IsEmpty ? right : Interval.Zero)
            : right.IsEmpty ? beta * LogisticEnclosure.Instance.Derivative(beta * left)
            : Interval.Entire;
    }

    public override Interval LogDerivative(Interval z)
    {
        Interval left = Left(z);
        Interval right = Right(z);
        return left.IsEmpty ? (right.IsEmpty ? right : Interval.Zero)
            : right.IsEmpty ? LogisticEnclosure.LogValue(beta * left)
            : Interval.Entire;
    }

    internal override int Breaks => 1;

    internal override TurningPoint BreakAt(int index)
    {
        Interval values = jump.Hull(SmoothValue(jump));
        return new(jump.Lower, jump.Upper, values.Lower, values.Upper);
    }

    internal override int Convexity(int piece) => piece == 0 ? 1 : 0;

    /// <summary>max(z, 0) + ln(1 + e^−|βz|)/β, with ln(1 + e) ∈ [e − e²/2, e] where e is small.</summary>
    private Interval SmoothValue(Interval z) => z.IsEmpty
        ? z
        : Interval.Trusted(SmoothValueAt(z.Lower).Lower, SmoothValueAt(z.Upper).Upper);

    private Interval SmoothValueAt(double z)
    {
        Interval e = Interval.Exp(-Interval.Abs(beta * Interval.AtBound(z)));
        Interval log = (e.Upper < 1e-5 ? e * (1 - (Interval.Trusted(0, 1) * 0.5 * e)) : Interval.Log(1 + e)) / beta;
        return z > 0 ? log + Interval.AtBound(z) : log;
    }

    private Interval Left(Interval z) => z.Intersect(new(double.NegativeInfinity, jump.Upper));

    private Interval Right(Interval z) => z.Upper > jump.Lower || (!jump.IsPoint && z.Upper >= jump.Lower)
        ? z.Intersect(new(jump.Lower, double.PositiveInfinity))
        : Interval.Empty;
}
