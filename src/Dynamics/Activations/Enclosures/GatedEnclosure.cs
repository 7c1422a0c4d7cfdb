using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>
/// z·λ(z) with a gate λ that rises from 0 to 1 (GELU, SiLU, Mish): one minimum, slopes between one negative and one above 1. In the left tail ln |σ′| comes from
/// the factors of σ′, before they underflow.
/// </summary>
internal abstract class GatedEnclosure : SmoothEnclosure
{
    /// <summary>Left of the least slope, so that |σ′| rises from here on; see <see cref="TurningPoints"/>.</summary>
    private const double Tail = -4;

    /// <summary>ln |σ′| is below this in the tail, since |σ′| ≤ 0.13 for z &lt; 0.</summary>
    private const double Most = -2;

    /// <summary>Where slope and curvature are 0 to double precision, and beyond.</summary>
    private const double Vanished = 1e4;

    protected sealed override Interval Range => new(ValueTurns[0].Lowest, double.PositiveInfinity);

    protected sealed override Interval SlopeRange => new(SlopeTurns[0].Lowest, SlopeTurns[1].Highest);

    protected sealed override int FirstConvexity => -1;

    protected sealed override bool SlopeCancels => true;

    public sealed override Interval LogDerivative(Interval z)
    {
        if (z.IsEmpty)
        {
            return z;
        }

        if (z.Lower >= Tail)
        {
            return base.LogDerivative(z);
        }

        Interval tail = Interval.Trusted(TailAt(z.Lower).Lower, Math.Min(TailAt(Math.Min(z.Upper, Tail)).Upper, Most));
        return z.Upper <= Tail ? tail : tail.Hull(base.LogDerivative(Interval.Trusted(Tail, z.Upper)));
    }

    protected sealed override Interval CurvatureAt(double z) => Math.Abs(z) > Vanished
        ? Interval.Trusted(-Widening.Least, Widening.Least)
        : Curvature(z);

    /// <summary>σ″ at |z| ≤ 1e4.</summary>
    protected abstract Interval Curvature(Interval z);

    /// <summary>ln |σ′| at a number below −4.</summary>
    protected abstract Interval LogSlopeInTail(Interval z);

    private Interval TailAt(double z)
    {
        // Where a formula overflows, what it gives nearer by is an upper bound.
        Interval log = double.IsInfinity(z) ? Interval.Entire : LogSlopeInTail(z);
        return log.IsBounded ? log : Interval.Trusted(log.Lower, LogSlopeInTail(-1e100).Upper);
    }
}
