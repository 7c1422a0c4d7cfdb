using System.Numerics;

namespace TorchDynInspect.Dynamics.Tests.Spectra;

/// <summary>Compares two sets of eigenvalues, whose orders differ where moduli nearly tie.</summary>
internal static class Matching
{
    /// <summary>The largest distance in a greedy matching, nearest pairs first; an upper bound of the optimal matching's.</summary>
    public static double Distance(IReadOnlyList<Complex> first, IReadOnlyList<Complex> second)
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
        double largest = 0;
        foreach ((double distance, int i, int j) in pairs)
        {
            if (!usedFirst.Contains(i) && !usedSecond.Contains(j))
            {
                usedFirst.Add(i);
                usedSecond.Add(j);
                largest = Math.Max(largest, distance);
            }
        }

        return largest;
    }
}
