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

    private Interval SlopeTo(double x, Interval centre, Interval at)
    {
        Interval between = Derivative(centre.Hull(x));
        return centre.Contains(x) ? between : ((Value(x) - at) / (x - centre)).Intersect(between);
    }
}
