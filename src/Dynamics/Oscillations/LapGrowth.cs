using System.Numerics;
using TorchDynInspect.Dynamics.IntervalMaps;

namespace TorchDynInspect.Dynamics.Oscillations;

/// <summary>Laps of the iterates of an interval map: maximal intervals of weak monotonicity, so that a plateau is no lap of its own.</summary>
internal static class LapGrowth
{
    /// <summary>laps(f), laps(f²), …, laps(f^n), exactly, as far as the limit lets them be counted. A constant has one lap.</summary>
    /// <param name="words">The words of f.</param>
    /// <param name="n">The last iterate.</param>
    /// <param name="limit">How far.</param>
    public static BigInteger[] Counts(IterateWords words, int n, WorkLimit limit) =>
    [
        .. words.Along(words.Whole, n, segment => AlternatingWord.Of(segment.To.CompareTo(segment.From)), limit)
            .Skip(1).Select(word => BigInteger.Max(BigInteger.One, word.Length)),
    ];
}
