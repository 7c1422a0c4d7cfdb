using System.Numerics;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Oscillations;
using TorchDynInspect.Dynamics.Periods;

namespace TorchDynInspect.Dynamics.Entropy.Bounds;

/// <summary>
/// Horseshoes of an interval map and its iterates, exactly: on a candidate interval [p, q] between fixed points, turning points and their first images, the crossings of [p, q] by
/// f^k along it are the branches of a horseshoe.
/// </summary>
internal sealed class HorseshoeSearch(PiecewiseLinearIntervalMap map, ItineraryGraph graph, IterateWords words)
{
    // Pairs of these are tried; more points cost quadratically and sharpen little.
    private const int MostEnds = 24;

    /// <summary>The horseshoe with the largest (log s)/k for each k up to n at which it is larger than at every smaller k; empty when there is none.</summary>
    public List<Horseshoe> Find(int n, WorkLimit limit)
    {
        Rational[] ends = Ends();
        (BigInteger Count, Rational P, Rational Q)[] best = new (BigInteger, Rational, Rational)[n + 1];
        for (int i = 0; i < ends.Length; i++)
        {
            for (int j = i + 1; j < ends.Length && !limit.IsReached(words.Segments); j++)
            {
                BigInteger[] counts = Crossings.Counts(words, new(ends[i], ends[j]), ends[i], ends[j], n, limit);
                for (int k = 1; k < counts.Length; k++)
                {
                    if (counts[k] > best[k].Count)
                    {
                        best[k] = (counts[k], ends[i], ends[j]);
                    }
                }
            }
        }

        List<Horseshoe> records = [];
        for (int k = 1; k <= n; k++)
        {
            if (best[k].Count > BigInteger.One)
            {
                Horseshoe horseshoe = new(k, best[k].Count, best[k].P.ToDouble(), best[k].Q.ToDouble());
                if (records.Count == 0 || horseshoe.Entropy > records[^1].Entropy)
                {
                    records.Add(horseshoe);
                }
            }
        }

        return records;
    }

    private Rational[] Ends()
    {
        IEnumerable<Rational> turns = [map.Lower, .. map.Laps.Select(lap => lap.Upper)];
        IEnumerable<Rational> fixedPoints = graph.Points.Where((point, i) => graph.Images[i] == point);
        return [.. turns.Concat(fixedPoints).Concat(turns.Select(map.Evaluate)).Distinct().Take(MostEnds).Order()];
    }
}
