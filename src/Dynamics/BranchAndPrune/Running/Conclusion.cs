using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Running;

/// <summary>From what the workers found to the result: zeros found from two sides once, those on the border of the box decided, leftovers merged.</summary>
internal static class Conclusion
{
    public static ZeroSearchResult Of(
        IEnclosedSystem system, Box box, Interval[] domain, ZeroSearchOptions options, SearchRun run, Action<Zero>? found)
    {
        List<(Interval[] Box, UnresolvedReason Reason)> unresolved = run.Unresolved;
        List<Zero> zeros = [];
        foreach (FoundZero zero in Distinct(run.Zeros, unresolved))
        {
            if (zero.IsInside || Boxing.IsInside(zero.Enclosure, domain, strictly: false))
            {
                Report(zero.ToZero(), streamed: zero.IsInside);
            }
            else if (OnBorder(system, domain, zero) is Zero exact)
            {
                Report(exact, streamed: false);
            }
            else if (!Boxing.AreDisjoint(zero.Enclosure, domain))
            {
                unresolved.Add((zero.Enclosure, UnresolvedReason.Border));
            }
        }

        zeros.Sort((a, b) => a.X.AsSpan().SequenceCompareTo(b.X.AsSpan()));
        unresolved.RemoveAll(left => left.Reason != UnresolvedReason.Border && run.Zeros.Exists(zero => Boxing.IsInside(left.Box, zero.Unique, false)));
        return new ZeroSearchResult
        {
            Box = box,
            Options = options,
            Zeros = [.. zeros],
            Unresolved = [.. BoxClusters.Merge(unresolved)],
            Boxes = run.Boxes,
            Interrupted = run.IsStopped,
        };

        void Report(Zero zero, bool streamed)
        {
            zeros.Add(zero);
            if (!streamed)
            {
                found?.Invoke(zero);
            }
        }
    }

    /// <summary>Each zero once. Only those found on the border of their part can have been found twice.</summary>
    private static List<FoundZero> Distinct(List<FoundZero> all, List<(Interval[] Box, UnresolvedReason Reason)> unresolved)
    {
        // Inside ones first among overlapping neighbours: they have been streamed.
        List<FoundZero> sorted = [.. all];
        sorted.Sort((a, b) => a.Enclosure[0].Lower.CompareTo(b.Enclosure[0].Lower));
        double widest = sorted.Count == 0 ? 0 : sorted.Max(zero => zero.Enclosure[0].Upper - zero.Enclosure[0].Lower);
        bool[] dropped = new bool[sorted.Count];
        for (int i = 0; i < sorted.Count; i++)
        {
            for (int j = i + 1; j < sorted.Count && !dropped[i] && sorted[j].Enclosure[0].Lower <= sorted[i].Enclosure[0].Lower + (2 * widest); j++)
            {
                (FoundZero a, FoundZero b) = (sorted[i], sorted[j]);
                if (dropped[j] || (a.IsInside && b.IsInside) || a.IsApartFrom(b))
                {
                    continue;
                }

                (int kept, int other) = b.IsInside ? (j, i) : (i, j);
                dropped[other] = true;
                if (!a.IsSameAs(b))
                {
                    // Never seen: two enclosures that overlap, neither in the other's region. One zero or two is then open.
                    unresolved.Add((sorted[other].Enclosure, UnresolvedReason.Narrow));
                }
            }
        }

        return [.. sorted.Where((_, i) => !dropped[i])];
    }

    /// <summary>
    /// A zero whose enclosure crosses the border: if F vanishes exactly, in interval arithmetic, at the enclosure's middle moved to the border where it
    /// crosses, that is the zero, and it belongs to the closed box.
    /// </summary>
    private static Zero? OnBorder(IEnclosedSystem system, Interval[] domain, FoundZero zero)
    {
        int n = domain.Length;
        Interval[] point = new Interval[n];
        Interval[] values = new Interval[n];
        for (int i = 0; i < n; i++)
        {
            Interval axis = zero.Enclosure[i];
            double x = axis.Contains(domain[i].Lower) ? domain[i].Lower : axis.Contains(domain[i].Upper) ? domain[i].Upper : axis.Contains(0) ? 0 : axis.Midpoint;
            point[i] = Interval.Trusted(x, x);
        }

        system.Values(point, values);
        bool vanishes = Array.TrueForAll(values, value => value.Lower == 0 && value.Upper == 0);
        return vanishes && Boxing.IsInside(point, domain, strictly: false)
            ? zero.ToZero() with { X = [.. point.Select(axis => axis.Lower)], Enclosure = Boxing.ToBox(point) }
            : null;
    }
}
