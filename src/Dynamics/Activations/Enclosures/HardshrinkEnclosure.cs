using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>0 for |z| ≤ λ and z beyond, λ &gt; 0: it jumps up at ±λ, where chords have every slope from 0 on.</summary>
/// <param name="lambda">λ.</param>
internal sealed class HardshrinkEnclosure(double lambda) : ActivationEnclosure
{
    public override Interval Value(Interval z) => Left(z).Hull(Middle(z).IsEmpty ? Interval.Empty : Interval.Zero).Hull(Right(z));

    public override Interval Derivative(Interval z) => z.IsEmpty ? z
        : Parts(z) > 1 ? new(0, double.PositiveInfinity)
        : Middle(z).IsEmpty ? Interval.One : Interval.Zero;

    public override Interval SecondDerivative(Interval z) => z.IsEmpty ? z : Parts(z) > 1 ? Interval.Entire : Interval.Zero;

    internal override int Breaks => 2;

    internal override TurningPoint BreakAt(int index) => index == 0 ? new(-lambda, -lambda, -lambda, 0) : new(lambda, lambda, 0, lambda);

    internal override int Convexity(int piece) => 0;

    private int Parts(Interval z) => (Left(z).IsEmpty ? 0 : 1) + (Middle(z).IsEmpty ? 0 : 1) + (Right(z).IsEmpty ? 0 : 1);

    private Interval Left(Interval z) => z.Lower < -lambda ? z.Intersect(new(double.NegativeInfinity, -lambda)) : Interval.Empty;

    private Interval Middle(Interval z) => z.Intersect(new(-lambda, lambda));

    private Interval Right(Interval z) => z.Upper > lambda ? z.Intersect(new(lambda, double.PositiveInfinity)) : Interval.Empty;
}
