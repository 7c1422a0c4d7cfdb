using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <content>Slopes around a centre.</content>
public abstract partial class ActivationEnclosure
{
    /// <summary>How many extrema of σ′ z contains, when they are known; 2 when not.</summary>
    private protected virtual int SlopeTurnsIn(Interval z, out bool highest)
    {
        highest = false;
        return 2;
    }

    /// <summary>
    /// {(σ(x) − σ(c))/(x − c) : x ∈ z, c ∈ centre, x ≠ c}: inside <see cref="Derivative"/> over z and c, and half as wide where σ′ is monotone.
    /// </summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="centre">An enclosure of c.</param>
    /// <remarks>
    /// The slope at x is the mean of σ′ between c and x. Where σ′ is monotone it is monotone in x, and where σ′ has one maximum it has no minimum inside, so
    /// that the ends of z bound it (derived).
    /// </remarks>
    public Interval Slope(Interval z, Interval centre)
    {
        if (z.IsEmpty || centre.IsEmpty)
        {
            return Interval.Empty;
        }

        Interval around = z.Hull(centre);
        Interval all = Derivative(around);
        int turns = SlopeTurnsIn(around, out bool highest);
        if (turns > 1 || !around.IsBounded)
        {
            return all;
        }

        Interval at = Value(centre);
        Interval ends = SlopeTo(z.Lower, centre, at).Hull(SlopeTo(z.Upper, centre, at));
        Interval slopes = turns == 0 ? ends
            : highest ? Interval.Trusted(ends.Lower, all.Upper)
            : Interval.Trusted(all.Lower, ends.Upper);
        return slopes.Intersect(all);
    }

    /// <summary><see cref="Slope"/> over intervals given as arrays of bounds.</summary>
    /// <param name="lower">Lower bounds of the pre-activations.</param>
    /// <param name="upper">Upper bounds of the pre-activations.</param>
    /// <param name="centreLower">Lower bounds of the centres.</param>
    /// <param name="centreUpper">Upper bounds of the centres.</param>
    /// <param name="slopeLower">Receives lower bounds of the slopes.</param>
    /// <param name="slopeUpper">Receives upper bounds of the slopes.</param>
    public virtual void Slopes(
        ReadOnlySpan<double> lower,
        ReadOnlySpan<double> upper,
        ReadOnlySpan<double> centreLower,
        ReadOnlySpan<double> centreUpper,
        Span<double> slopeLower,
        Span<double> slopeUpper)
    {
        for (int i = 0; i < lower.Length; i++)
        {
            (slopeLower[i], slopeUpper[i]) = Slope(Interval.Trusted(lower[i], upper[i]), Interval.Trusted(centreLower[i], centreUpper[i]));
        }
    }

    private Interval SlopeTo(double x, Interval centre, Interval at)
    {
        Interval between = Derivative(centre.Hull(x));
        return centre.Contains(x) ? between : ((Value(x) - at) / (x - centre)).Intersect(between);
    }
}
