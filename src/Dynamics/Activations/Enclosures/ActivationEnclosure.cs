using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>
/// The interval extensions of an activation σ: outward-rounded enclosures of σ, σ′, σ″ and ln |σ′| over an interval of pre-activations. Immutable, safe for
/// several threads; get it once from <see cref="Activation.Enclosure"/> and keep it.
/// </summary>
/// <remarks>
/// <para>
/// A smooth function is monotone between its turning points, whose places and values are tabulated from 240-bit arithmetic; so an enclosure is the hull of
/// two evaluations and at most three tabulated values, as narrow as the accuracy of the evaluation allows.
/// </para>
/// <para>
/// What is proven: the arithmetic; values of tanh, the logistic function, exp and arctan (8u, u = 2^−53, against 16u of widening) and slopes of the first
/// three (10u against 32u); second derivatives and ln |σ′| of single intervals, which are interval formulas in these. What is measured: the accuracy of the other
/// kernels, at most 4u for values and 8u for slopes against 200-bit references; bounds move by 16u and 32u. Piecewise-linear functions need neither.
/// </para>
/// <para>
/// Kinks and jumps count as sets: the derivative over an interval encloses every chord slope (σ(x) − σ(y))/(x − y) within it, in particular Clarke's
/// generalised derivative; where σ jumps it is unbounded. The second derivative encloses the chord slopes of σ′, so it is unbounded where σ′ jumps.
/// </para>
/// </remarks>
public abstract partial class ActivationEnclosure
{
    private protected ActivationEnclosure()
    {
    }

    /// <summary>Whether the array forms run in vector registers, so that padding to whole ones saves time.</summary>
    internal virtual bool IsVectorised => false;

    /// <summary>{σ(x) : x ∈ z}.</summary>
    /// <param name="z">Pre-activations.</param>
    public abstract Interval Value(Interval z);

    /// <summary>All slopes of chords of σ over z, and so {σ′(x) : x ∈ z}.</summary>
    /// <param name="z">Pre-activations.</param>
    public abstract Interval Derivative(Interval z);

    /// <summary>All slopes of chords of σ′ over z, and so {σ″(x) : x ∈ z}.</summary>
    /// <param name="z">Pre-activations.</param>
    public abstract Interval SecondDerivative(Interval z);

    /// <summary>
    /// {ln |σ′(x)| : x ∈ z, σ′(x) ≠ 0}, which does not underflow in saturation; unbounded below when σ′ vanishes at a point of z, empty when it vanishes on z.
    /// </summary>
    /// <param name="z">Pre-activations.</param>
    public virtual Interval LogDerivative(Interval z) => Interval.Log(Interval.Abs(Derivative(z)));

    /// <summary>σ over intervals given as arrays of bounds.</summary>
    /// <param name="lower">Lower bounds of the pre-activations.</param>
    /// <param name="upper">Upper bounds of the pre-activations, none below its lower bound.</param>
    /// <param name="valueLower">Receives lower bounds; other memory than the pre-activations.</param>
    /// <param name="valueUpper">Receives upper bounds; other memory than the pre-activations.</param>
    public virtual void Values(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> valueLower, Span<double> valueUpper)
    {
        for (int i = 0; i < lower.Length; i++)
        {
            (valueLower[i], valueUpper[i]) = Value(Interval.Trusted(lower[i], upper[i]));
        }
    }

    /// <summary>σ and σ′ over intervals given as arrays of bounds.</summary>
    /// <param name="lower">Lower bounds of the pre-activations.</param>
    /// <param name="upper">Upper bounds of the pre-activations, none below its lower bound.</param>
    /// <param name="valueLower">Receives lower bounds of σ; other memory than the pre-activations.</param>
    /// <param name="valueUpper">Receives upper bounds of σ; other memory than the pre-activations.</param>
    /// <param name="derivativeLower">Receives lower bounds of σ′; other memory than the pre-activations.</param>
    /// <param name="derivativeUpper">Receives upper bounds of σ′; other memory than the pre-activations.</param>
    public virtual void ValuesAndDerivatives(
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

    /// <summary>σ″ over intervals given as arrays of bounds.</summary>
    /// <param name="lower">Lower bounds of the pre-activations.</param>
    /// <param name="upper">Upper bounds of the pre-activations, none below its lower bound.</param>
    /// <param name="secondLower">Receives lower bounds of σ″.</param>
    /// <param name="secondUpper">Receives upper bounds of σ″.</param>
    public virtual void SecondDerivatives(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> secondLower, Span<double> secondUpper)
    {
        for (int i = 0; i < lower.Length; i++)
        {
            (secondLower[i], secondUpper[i]) = SecondDerivative(Interval.Trusted(lower[i], upper[i]));
        }
    }
}
