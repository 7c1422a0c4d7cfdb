using System.Numerics;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Entropy.Bounds;

/// <summary>
/// Branches subintervals of an interval, without common interior points, each of which f^Iterate maps onto the whole interval: then h_top(f) ≥ (log Branches)/Iterate (Misiurewicz
/// and Szlenk 1980; Alsedà, Llibre, Misiurewicz, proposition 4.3.2).
/// </summary>
/// <param name="Iterate">k, at least 1.</param>
/// <param name="Branches">s, at least 2.</param>
/// <param name="Lower">Left end of the interval, the nearest double.</param>
/// <param name="Upper">Right end, the nearest double.</param>
public sealed record Horseshoe(int Iterate, BigInteger Branches, double Lower, double Upper)
{
    /// <summary>(log s)/k, rounded down.</summary>
    public double Entropy => RateOf(Branches, Iterate).Lower;

    /// <summary>(log count)/n, enclosed.</summary>
    /// <param name="count">At least 1.</param>
    /// <param name="n">At least 1.</param>
    internal static Interval RateOf(BigInteger count, int n)
    {
        // A power of two apart, as the count need not fit a double.
        int shift = (int)Math.Max(0, count.GetBitLength() - 60);
        Interval mantissa = new Exact.Rational(count, BigInteger.One << shift).ToInterval();
        return (Interval.Log(mantissa) + (shift * Interval.Log(2))) / n;
    }
}
