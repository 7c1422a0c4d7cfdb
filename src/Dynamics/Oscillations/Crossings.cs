using System.Numerics;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Oscillations;

/// <summary>
/// How often the iterates of a map cross a band [a, b]: the passages of f^n along a segment from values ≤ a to values ≥ b or back, so many pairwise non-overlapping
/// subintervals has the segment that f^n maps onto [a, b] from end to end (the crossings and oscillations of Telgarsky, Bu, Zhang and Luo). For a = b, the number of times
/// f^n changes from one side of the level to the other.
/// </summary>
internal static class Crossings
{
    /// <summary>Crossings of f^0, …, f^n along a segment.</summary>
    public static BigInteger[] Counts(IterateWords words, DirectedSegment along, Rational a, Rational b, int n, WorkLimit limit) =>
    [
        .. words.Along(along, n, segment => AlternatingWord.Of(Side(segment.From, a, b)) + AlternatingWord.Of(Side(segment.To, a, b)), limit)
            .Select(word => BigInteger.Max(BigInteger.Zero, word.Length - BigInteger.One)),
    ];

    /// <summary>Crossings of f, f², …, f^n over the whole interval of the map.</summary>
    public static BigInteger[] Counts(IterateWords words, Rational a, Rational b, int n, WorkLimit limit) => Counts(words, words.Whole, a, b, n, limit)[1..];

    // On a level, sides are strict: a function that only touches it does not cross.
    private static int Side(Rational y, Rational a, Rational b) =>
        a == b ? y.CompareTo(a) : y <= a ? -1 : y >= b ? 1 : 0;
}
