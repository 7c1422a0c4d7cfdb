using System.Numerics;

namespace TorchDynInspect.Dynamics.Tests.Spectra;

/// <summary>Pairs two sets of eigenvalues, whose orders differ where moduli nearly tie.</summary>
internal static class Matching
{
    /// <summary>A greedy matching, nearest pairs first: each value of <paramref name="first"/> with an index into <paramref name="second"/>.</summary>
    public static List<(Complex Value, int Index)> Pairs(IReadOnlyList<Complex> first, IReadOnlyList<Complex> second)
    {
        Assert.Equal(first.Count, second.Count);
        List<(double Distance, int I, int J)> pairs = [];
        for (int i = 0; i < first.Count; i++)
        {
            for (int j = 0; j < second.Count; j++)
            {
                pairs.Add((Complex.Abs(first[i] - second[j]), i, j));
            }
        }

        pairs.Sort();
        HashSet<int> usedFirst = [];
        HashSet<int> usedSecond = [];
        List<(Complex, int)> matched = [];
        foreach ((_, int i, int j) in pairs)
        {
            if (!usedFirst.Contains(i) && !usedSecond.Contains(j))
            {
                usedFirst.Add(i);
                usedSecond.Add(j);
                matched.Add((first[i], j));
            }
        }

        return matched;
    }

    /// <summary>The largest distance in that matching; an upper bound of the optimal matching's.</summary>
    public static double Distance(IReadOnlyList<Complex> first, IReadOnlyList<Complex> second) =>
        Pairs(first, second).Select(pair => Complex.Abs(pair.Value - second[pair.Index])).DefaultIfEmpty(0).Max();
}
