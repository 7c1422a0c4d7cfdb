using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Entropy.Bounds;

/// <summary>Lower bounds for the size of networks that compute an iterate (E2), from an enclosure of the entropy and from exact laps.</summary>
public static class Representation
{
    /// <summary>The table over k = 1 … powers and l = 1 … layers, by k, then by l.</summary>
    /// <param name="entropy">An enclosure of h_top(f); its lower bound and lap counts are used.</param>
    /// <param name="powers">The largest k, at least 1.</param>
    /// <param name="layers">The largest l, at least 1.</param>
    public static ImmutableArray<RepresentationBound> RepresentationBounds(this EntropyResult entropy, int powers = 8, int layers = 4)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        ArgumentOutOfRangeException.ThrowIfLessThan(powers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        return
        [
            .. from k in Enumerable.Range(1, powers)
               from l in Enumerable.Range(1, layers)
               select new RepresentationBound(
                   k, l, WidthByEntropy(entropy.Lower, k, l), k <= entropy.LapCounts.Length ? WidthByLaps(entropy.LapCounts[k - 1], l) : null),
        ];
    }

    /// <summary>The least m ≥ 0 that e^(kh/l) − 1 ≤ m does not rule out; rounded down where e^(kh/l) cannot be told from a whole number.</summary>
    internal static BigInteger WidthByEntropy(double h, int k, int l)
    {
        double least = Math.Min(Interval.Exp(((Interval)Math.Max(0, h)) * k / l).Lower, double.MaxValue);
        return BigInteger.Max(BigInteger.Zero, new BigInteger(Math.Ceiling(least)) - 1);
    }

    /// <summary>The least m with (m + 1)^l ≥ laps.</summary>
    internal static BigInteger WidthByLaps(BigInteger laps, int l)
    {
        (BigInteger below, BigInteger above) = (BigInteger.Zero, laps);
        while (above - below > BigInteger.One)
        {
            BigInteger middle = (below + above) >> 1;
            (below, above) = BigInteger.Pow(middle, l) >= laps ? (below, middle) : (middle, above);
        }

        return above - BigInteger.One;
    }
}
