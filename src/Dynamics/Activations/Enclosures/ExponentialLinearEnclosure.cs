using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>s·z for z &gt; 0, else A(e^(z/τ) − 1): ELU, CELU, SELU. The slope at 0 goes from A/τ to s.</summary>
/// <param name="scale">s.</param>
/// <param name="amplitude">A.</param>
/// <param name="rate">τ &gt; 0.</param>
internal sealed class ExponentialLinearEnclosure(Interval scale, Interval amplitude, double rate) : ActivationEnclosure
{
    private readonly Interval slope = rate == 1 ? amplitude : amplitude / rate;

    /// <summary>Whether σ is C¹, which needs A/τ = s as numbers.</summary>
    private readonly bool isSmooth = amplitude == rate && scale == Interval.One;

    public override Interval Value(Interval z) => (amplitude * Map(Left(z), Expm1)).Hull(scale * Right(z));

    public override Interval Derivative(Interval z) =>
        (slope * Map(Left(z), x => Interval.Exp(Scaled(x)))).Hull(Right(z).IsEmpty ? Interval.Empty : scale);

    public override Interval SecondDerivative(Interval z)
    {
        if (!isSmooth && z.Contains(0))
        {
            return Interval.Entire;
        }

        Interval left = slope * Map(Left(z), x => Interval.Exp(Scaled(x)));
        return (rate == 1 ? left : left / rate).Hull(Right(z).IsEmpty ? Interval.Empty : Interval.Zero);
    }

    public override Interval LogDerivative(Interval z) =>
        (Interval.Log(Interval.Abs(slope)) + Scaled(Left(z))).Hull(Right(z).IsEmpty ? Interval.Empty : Interval.Log(Interval.Abs(scale)));

    internal override int Breaks => 1;

    internal override TurningPoint BreakAt(int index) => new(0, 0, 0, 0);

    internal override int Convexity(int piece) => piece == 1 ? 0 : Math.Sign(amplitude.Midpoint);

    private static Interval Left(Interval z) => z.Intersect(new(double.NegativeInfinity, 0));

    private static Interval Right(Interval z) => z.Intersect(new(0, double.PositiveInfinity));

    private static Interval Map(Interval z, Func<Interval, Interval> rising) =>
        z.IsEmpty ? z : Interval.Trusted(rising(Interval.AtBound(z.Lower)).Lower, rising(Interval.AtBound(z.Upper)).Upper);

    private Interval Scaled(Interval z) => rate == 1 || z.IsEmpty ? z : z / rate;

    /// <summary>e^(z/τ) − 1 for z ≤ 0; the kernel behind it is within 4u for every argument.</summary>
    private Interval Expm1(Interval z)
    {
        Interval x = Scaled(z);
        return Interval.Trusted(
            Math.Max(-1, Widening.Down(Exponential.Expm1(x.Lower), Widening.Proven)),
            Math.Min(0, Widening.Up(Exponential.Expm1(x.Upper), Widening.Proven)));
    }
}
