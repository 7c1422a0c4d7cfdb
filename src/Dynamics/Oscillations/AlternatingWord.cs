using System.Numerics;

namespace TorchDynInspect.Dynamics.Oscillations;

/// <summary>
/// A word in two letters in which no letter follows itself: what is left of a longer word when repetitions are struck out. The directions of a function's monotone pieces are
/// such a word (its length is the number of laps), and so are the sides of a level on which a path is met (its length less one is the number of crossings).
/// </summary>
/// <param name="Length">How many letters there are; 0 for the empty word.</param>
/// <param name="First">The first letter, −1 or 1; 0 for the empty word.</param>
internal readonly record struct AlternatingWord(BigInteger Length, int First)
{
    /// <summary>The word without letters.</summary>
    public static AlternatingWord Empty => default;

    /// <summary>The last letter, 0 for the empty word.</summary>
    public int Last => Length.IsZero ? 0 : Length.IsEven ? -First : First;

    /// <summary>The word of one letter; the empty word for 0.</summary>
    public static AlternatingWord Of(int letter) => letter == 0 ? Empty : new(BigInteger.One, letter);

    /// <summary>One word after the other, a repetition at the joint struck out. Associative.</summary>
    public static AlternatingWord operator +(AlternatingWord x, AlternatingWord y) =>
        x.Length.IsZero ? y
        : y.Length.IsZero ? x
        : new(x.Length + y.Length - (x.Last == y.First ? BigInteger.One : BigInteger.Zero), x.First);
}
