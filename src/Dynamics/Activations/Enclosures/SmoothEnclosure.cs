using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>A C¹ function that is monotone between tabulated turning points, and whose first and second derivatives are too.</summary>
internal abstract partial class SmoothEnclosure : ActivationEnclosure
{
    /// <summary>8 units of 2^−52, where the kernels' values are within 2.</summary>
    public const double ValueMargin = 1.7763568394002505e-15;

    /// <summary>16 units of 2^−52, where the kernels' derivatives are within 4.</summary>
    public const double DerivativeMargin = 3.552713678800501e-15;

    private MonotonePieces.Knowledge? ofValue;
    private MonotonePieces.Knowledge? ofSlope;

    protected abstract Activation Function { get; }

    protected virtual ImmutableArray<TurningPoint> ValueTurns => [];

    protected virtual ImmutableArray<TurningPoint> SlopeTurns => [];

    protected virtual ImmutableArray<TurningPoint> CurvatureTurns => [];

    /// <summary>All values of σ.</summary>
    protected virtual Interval Range => Interval.Entire;

    /// <summary>All values of σ′.</summary>
    protected virtual Interval SlopeRange => new(0, 1);

    /// <summary>σ(z) has the sign of z.</summary>
    protected virtual bool KeepsSign => true;

    /// <summary>Whether σ′ = λ + zλ′ cancels for negative z; its error is then that of λ.</summary>
    protected virtual bool SlopeCancels => false;

    /// <summary>What <see cref="MonotonePieces"/> must know of σ. Written at most a few times, with equal contents.</summary>
    private MonotonePieces.Knowledge OfValue => ofValue ??= new(ValueTurns, Range, ValueMargin, KeepsSign, false);

    /// <summary>The same of σ′.</summary>
    private MonotonePieces.Knowledge OfSlope => ofSlope ??= new(SlopeTurns, SlopeRange, DerivativeMargin, false, SlopeCancels);

    public override Interval Value(Interval z) => Over(z, this, static (f, x) => f.ValueAt(x), ValueTurns);

    public override Interval Derivative(Interval z) => Over(z, this, static (f, x) => f.SlopeAt(x), SlopeTurns);

    public override Interval SecondDerivative(Interval z) => Over(z, this, static (f, x) => f.CurvatureAt(x), CurvatureTurns);

    public override void Values(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> valueLower, Span<double> valueUpper)
    {
        Function.Values(lower, valueLower);
        if (lower == upper)
        {
            valueLower[..lower.Length].CopyTo(valueUpper);
        }
        else
        {
            Function.Values(upper, valueUpper);
        }

        MonotonePieces.Enclose(lower, upper, valueLower, valueUpper, OfValue);
    }

    public override void ValuesAndDerivatives(
        ReadOnlySpan<double> lower,
        ReadOnlySpan<double> upper,
        Span<double> valueLower,
        Span<double> valueUpper,
        Span<double> derivativeLower,
        Span<double> derivativeUpper)
    {
        Function.ValuesAndDerivatives(lower, valueLower, derivativeLower);
        if (lower == upper)
        {
            valueLower[..lower.Length].CopyTo(valueUpper);
            derivativeLower[..lower.Length].CopyTo(derivativeUpper);
        }
        else
        {
            Function.ValuesAndDerivatives(upper, valueUpper, derivativeUpper);
        }

        MonotonePieces.Enclose(lower, upper, derivativeLower, derivativeUpper, OfSlope);
        MonotonePieces.Enclose(lower, upper, valueLower, valueUpper, OfValue);
    }

    internal override bool IsVectorised => true;

    internal sealed override int Breaks => Inflections.Length;

    internal sealed override TurningPoint BreakAt(int index)
    {
        TurningPoint inflection = Inflections[index];
        Interval values = Value(Interval.Trusted(inflection.Left, inflection.Right));
        return inflection with { Lowest = values.Lower, Highest = values.Upper };
    }

    internal sealed override int Convexity(int piece) => (piece & 1) == 0 ? FirstConvexity : -FirstConvexity;

    private protected override double SlopeNear(double z) => Function.Derivative(z);

    private protected override double ValueNear(double z) => Function.Value(z);

    private protected sealed override int SlopeTurnsIn(Interval z, out bool highest)
    {
        int count = 0;
        highest = false;
        for (int i = 0; i < SlopeTurns.Length; i++)
        {
            if (SlopeTurns[i].Meets(z))
            {
                count++;
                highest = Convexity(i) > 0;
            }
        }

        return count;
    }

    /// <summary>Inflections are where σ′ turns.</summary>
    private ImmutableArray<TurningPoint> Inflections => SlopeTurns;

    /// <summary>1 when σ is convex at −∞, −1 when concave.</summary>
    protected virtual int FirstConvexity => 1;

    protected virtual Interval ValueAt(double z) => MonotonePieces.AtPoint(z, Function.Value(z), OfValue);

    protected virtual Interval SlopeAt(double z) => MonotonePieces.AtPoint(z, Function.Derivative(z), OfSlope);

    protected abstract Interval CurvatureAt(double z);

    /// <summary>The hull of f at the ends of z and of the extrema inside.</summary>
    protected static Interval Over<T>(Interval z, T f, Func<T, double, Interval> at, ImmutableArray<TurningPoint> turns)
    {
        if (z.IsEmpty)
        {
            return z;
        }

        Interval hull = z.IsPoint ? at(f, z.Lower) : at(f, z.Lower).Hull(at(f, z.Upper));
        foreach (TurningPoint turn in turns)
        {
            hull = turn.Meets(z) ? hull.Hull(turn.Value) : hull;
        }

        return hull;
    }
}
