using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Oscillations;

namespace TorchDynInspect.Dynamics.Entropy.HigherDimension;

/// <summary>
/// Looks for horseshoes on a grid and proves the best ones (<see cref="CoveringProof"/>): for targets N with sides on a few lines of the grid (evenly spread over the box, or over the values that
/// orbits in it take), each set of expanding axes and each iterate, the slabs of N between a line whose image lies all below N and one whose image lies all above it. Along the other
/// axes N is fitted to the image of the slabs.
/// </summary>
/// <param name="network">f.</param>
/// <param name="box">Where.</param>
/// <param name="isInvariant">Whether f maps the box into itself; otherwise orbits between the iterates must be proved to stay in it.</param>
/// <param name="limit">The deadline.</param>
internal sealed class CoveringSearch(Network network, Box box, bool isInvariant, WorkLimit limit)
{
    private const int MostProofs = 6;
    private const int Fittings = 5;
    private const int Transient = 16;

    private static readonly double[] Many = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1];
    private static readonly double[] Few = [0.04, 0.125, 0.5, 0.875, 0.96];

    /// <summary>The proved horseshoe of the largest (log s)/k; null when none was found.</summary>
    /// <param name="iterates">The largest k.</param>
    public CoveringHorseshoe? Find(int iterates)
    {
        int d = box.Dimension;
        int intervals = d switch { 1 => 2048, 2 => 128, 3 => 24, _ => 0 };
        if (intervals == 0)
        {
            return null;
        }

        ImageGrid grid = new(network, box, intervals);
        double[][] visited = Visited(intervals);
        CoveringHorseshoe? best = null;
        for (int k = 1; k <= iterates && !limit.IsReached(0); k++)
        {
            grid.Step();
            List<CoveringHorseshoe> candidates = [];
            for (int set = 1; set < 1 << d; set++)
            {
                int[] axes = [.. Enumerable.Range(0, d).Where(axis => (set & (1 << axis)) != 0)];
                double[] shares = axes.Length == 1 ? Many : Few;
                IEnumerable<ImmutableArray<(int First, int Last)>> targets = Targets(axes, (_, share) => (int)Math.Round(share * intervals), shares)
                    .Concat(Targets(axes, (axis, share) => Nearest(grid.Lines[axis], visited[axis], share), shares));
                candidates.AddRange(targets.Select(target => Candidate(grid, k, axes, target)).OfType<CoveringHorseshoe>());
            }

            CoveringProof? proof = null;
            foreach (CoveringHorseshoe candidate in candidates.OrderByDescending(c => c.Entropy).Take(MostProofs))
            {
                if (candidate.Entropy > (best?.Entropy ?? 0))
                {
                    proof ??= new CoveringProof(network, k, isInvariant ? null : box, limit);
                    CoveringHorseshoe? proved = proof.Prove(candidate);
                    best = proved?.Entropy > (best?.Entropy ?? 0) ? proved : best;
                }
            }
        }

        return best;
    }

    /// <summary>f^k.</summary>
    internal static Network Power(Network f, int k) => new(f.Inputs, Enumerable.Repeat(f.Layers, k).SelectMany(layers => layers));

    // The sides of N along the expanding axes.
    private static IEnumerable<ImmutableArray<(int First, int Last)>> Targets(int[] axes, Func<int, double, int> line, double[] shares) =>
        axes.Aggregate<int, IEnumerable<ImmutableArray<(int, int)>>>([[]], (rest, axis) =>
        {
            int[] lines = [.. shares.Select(share => line(axis, share)).Distinct()];
            (int, int)[] sides = [.. from first in lines from last in lines where first < last select (first, last)];
            return rest.SelectMany(head => sides.Select(side => head.Add(side)));
        });

    // Coordinates of points that have stayed in the box for some time, sorted, an array an axis.
    private double[][] Visited(int intervals)
    {
        ImageGrid grid = new(network, box, Math.Min(intervals, 48));
        bool[] stays = new bool[grid.Count];
        Array.Fill(stays, true);
        for (int t = 0; t < Transient; t++)
        {
            grid.Step();
            for (int point = 0; point < stays.Length; point++)
            {
                for (int k = 0; k < grid.Dimension; k++)
                {
                    stays[point] &= grid.Image(point, k) >= box.Lower[k] && grid.Image(point, k) <= box.Upper[k];
                }
            }
        }

        return [.. Enumerable.Range(0, grid.Dimension).Select(k => Enumerable.Range(0, grid.Count).Where(point => stays[point]).Select(point => grid.Image(point, k)).Order().ToArray())];
    }

    private static int Nearest(double[] lines, double[] sorted, double share)
    {
        double value = sorted.Length == 0 ? lines[0] : sorted[(int)(share * (sorted.Length - 1))];
        int after = Array.FindIndex(lines, line => line >= value);
        return after <= 0 ? 0 : value - lines[after - 1] < lines[after] - value ? after - 1 : after;
    }

    private CoveringHorseshoe? Candidate(ImageGrid grid, int k, int[] axes, ImmutableArray<(int First, int Last)> sides)
    {
        if (limit.IsReached(0))
        {
            return null;
        }

        (int First, int Last)[] target = [.. Enumerable.Range(0, grid.Dimension).Select(_ => (0, grid.Intervals))];
        foreach ((int i, int axis) in axes.Index())
        {
            target[axis] = sides[i];
        }

        List<(int First, int Last)>[] slabs = Slabs(grid, axes, target);
        for (int fitting = 0; fitting < Fittings && axes.Length < grid.Dimension; fitting++)
        {
            if (!Fit(grid, axes, target, slabs))
            {
                break;
            }

            slabs = Slabs(grid, axes, target);
        }

        if (slabs.Aggregate(1, (product, list) => product * list.Count) < 2)
        {
            return null;
        }

        Box n = BoxOf(grid, target);
        ImmutableArray<Box> branches =
        [
            .. Products(axes, target, slabs).Where(range => Inside(grid, axes, range, n)).Select(range => BoxOf(grid, range)),
        ];
        return branches.Length < 2 ? null : new CoveringHorseshoe(k, [.. axes], n, branches);
    }

    // For each expanding axis: pairs of neighbouring decided lines, one mapped below the target, the other above it.
    private static List<(int First, int Last)>[] Slabs(ImageGrid grid, int[] axes, (int First, int Last)[] target)
    {
        double[][] least = [.. axes.Select(_ => Filled(grid.Intervals + 1, double.PositiveInfinity))];
        double[][] largest = [.. axes.Select(_ => Filled(grid.Intervals + 1, double.NegativeInfinity))];
        foreach (int point in grid.Points(target))
        {
            for (int i = 0; i < axes.Length; i++)
            {
                int line = grid.Line(point, axes[i]);
                double y = grid.Image(point, axes[i]);
                least[i][line] = Math.Min(least[i][line], y);
                largest[i][line] = Math.Max(largest[i][line], y);
            }
        }

        return [.. axes.Select((axis, i) => Passages(least[i], largest[i], grid.Lines[axis], target[axis]))];
    }

    private static List<(int First, int Last)> Passages(double[] least, double[] largest, double[] lines, (int First, int Last) side)
    {
        (double low, double high) = (lines[side.First], lines[side.Last]);
        List<(int, int)> passages = [];
        (int line, int at) = (0, 0);
        for (int i = side.First; i <= side.Last; i++)
        {
            int here = largest[i] < low ? -1 : least[i] > high ? 1 : 0;
            if (here == 0)
            {
                continue;
            }

            if (here == -at)
            {
                passages.Add((line, i));
            }

            (line, at) = (i, here);
        }

        return passages;
    }

    // Moves the target's sides along the other axes to the first lines outside the image of the slabs, or, without slabs, of what returns along the expanding axes.
    private static bool Fit(ImageGrid grid, int[] axes, (int First, int Last)[] target, List<(int First, int Last)>[] slabs)
    {
        double[] low = Filled(grid.Dimension, double.PositiveInfinity);
        double[] high = Filled(grid.Dimension, double.NegativeInfinity);
        bool all = slabs.All(list => list.Count > 0);
        foreach (int point in grid.Points(target))
        {
            bool counts = true;
            for (int i = 0; i < axes.Length && counts; i++)
            {
                int line = grid.Line(point, axes[i]);
                double y = grid.Image(point, axes[i]);
                counts = all
                    ? slabs[i].Any(slab => slab.First <= line && line <= slab.Last)
                    : y >= grid.Lines[axes[i]][target[axes[i]].First] && y <= grid.Lines[axes[i]][target[axes[i]].Last];
            }

            for (int k = 0; k < grid.Dimension && counts; k++)
            {
                low[k] = Math.Min(low[k], grid.Image(point, k));
                high[k] = Math.Max(high[k], grid.Image(point, k));
            }
        }

        bool moved = false;
        for (int k = 0; k < grid.Dimension; k++)
        {
            if (!axes.Contains(k) && low[k] <= high[k])
            {
                (double lower, double upper) = (low[k], high[k]);
                int first = Math.Max(0, Array.FindLastIndex(grid.Lines[k], line => line < lower));
                int last = Array.FindIndex(grid.Lines[k], line => line > upper);
                last = last < 0 ? grid.Intervals : last;
                moved |= target[k] != (first, last);
                target[k] = (first, last);
            }
        }

        return moved;
    }

    private static IEnumerable<(int First, int Last)[]> Products(int[] axes, (int First, int Last)[] target, List<(int First, int Last)>[] slabs)
    {
        IEnumerable<(int First, int Last)[]> products = [target];
        for (int i = 0; i < axes.Length; i++)
        {
            (int axis, List<(int First, int Last)> list) = (axes[i], slabs[i]);
            products = products.SelectMany(range => list.Select(slab =>
            {
                (int First, int Last)[] part = [.. range];
                part[axis] = slab;
                return part;
            }));
        }

        return products;
    }

    private static bool Inside(ImageGrid grid, int[] axes, (int First, int Last)[] range, Box n) => grid.Points(range).All(point =>
        Enumerable.Range(0, grid.Dimension).All(k => axes.Contains(k) || (grid.Image(point, k) > n.Lower[k] && grid.Image(point, k) < n.Upper[k])));

    private static Box BoxOf(ImageGrid grid, (int First, int Last)[] range) => new(
        [.. range.Select((r, k) => grid.Lines[k][r.First])], [.. range.Select((r, k) => grid.Lines[k][r.Last])]);

    private static double[] Filled(int length, double value)
    {
        double[] array = new double[length];
        Array.Fill(array, value);
        return array;
    }
}
