using System.Numerics;

namespace TorchDynInspect.Dynamics.Periods;

/// <summary>
/// Sharkovsky's order of the positive integers, 3, 5, 7, …, 2·3, 2·5, …, 4·3, …, …, 8, 4, 2, 1: a continuous map of an interval that has a periodic point of least period p has
/// one of every period that follows p (Sharkovsky 1964; Alsedà, Llibre, Misiurewicz, Combinatorial dynamics and entropy in dimension one, theorem 2.1.1).
/// </summary>
public static class SharkovskyOrder
{
    /// <summary>Whether a point of least period <paramref name="p"/> forces one of least period <paramref name="q"/>; true for p = q.</summary>
    /// <param name="p">At least 1.</param>
    /// <param name="q">At least 1.</param>
    public static bool Forces(int p, int q) => Compare(p, q) <= 0;

    /// <summary>Negative when p comes before q in the order, so that p forces q; 0 when they are equal.</summary>
    /// <param name="p">At least 1.</param>
    /// <param name="q">At least 1.</param>
    public static int Compare(int p, int q)
    {
        (int twosP, int oddP) = Split(p);
        (int twosQ, int oddQ) = Split(q);
        return (oddP == 1, oddQ == 1) switch
        {
            (true, true) => twosQ.CompareTo(twosP),
            (true, false) => 1,
            (false, true) => -1,
            _ => (twosP, oddP).CompareTo((twosQ, oddQ)),
        };
    }

    /// <summary>The numbers 1 … <paramref name="most"/> in Sharkovsky's order, the strongest first.</summary>
    /// <param name="most">At least 1.</param>
    public static IEnumerable<int> UpTo(int most) => Enumerable.Range(1, most).Order(Comparer<int>.Create(Compare));

    /// <summary>p = 2^s · q with q odd.</summary>
    /// <param name="p">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">p is less than 1.</exception>
    public static (int Twos, int Odd) Split(int p)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(p, 1);
        int twos = BitOperations.TrailingZeroCount(p);
        return (twos, p >> twos);
    }
}
