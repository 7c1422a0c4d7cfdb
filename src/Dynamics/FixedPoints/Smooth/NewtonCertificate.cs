using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.BranchAndPrune.Contractors;
using TorchDynInspect.Dynamics.BranchAndPrune.Running;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth;

/// <summary>
/// Proves points that Newton's method found, one by one: existence, uniqueness near by, eigenvalues. What cannot be proved (a singular Jacobian, a flow layer) stays as it
/// was found. Completeness remains sampled.
/// </summary>
internal static class NewtonCertificate
{
    /// <summary>How far from a found point its zero is looked for, relative to max(1, |x|).</summary>
    private const double Leash = 1e-6;

    /// <summary>The tried half-width of the region in which the zero is the only one.</summary>
    private const double Room = 1e-6;

    /// <summary>The points, certified where that is possible; two that prove to be one are listed once, points proved to lie outside the box are dropped.</summary>
    public static ImmutableArray<FixedPoint> Points(Network network, Box box, ImmutableArray<FixedPoint> points)
    {
        if (NetworkZeros.Of(network) is not NetworkZeros system)
        {
            return points;
        }

        List<(Zero Zero, int From)> zeros = Prove(system, box, points.Select(point => point.X), out bool[] open);
        List<FixedPoint> proved = PointAssembly.Points(system, [.. zeros.Select(zero => zero.Zero)]);
        IEnumerable<FixedPoint> judged = proved.Select((point, k) => point.Stability != Stability.Undecided
            ? point
            : point with { Stability = points[zeros[k].From].Stability });
        return [.. judged.Concat(points.Where((_, k) => open[k])).OrderBy(point => point.X, Lexicographic)];
    }

    /// <summary>The cycles of one period, certified where that is possible.</summary>
    public static List<Cycle> Cycles(Network network, List<Cycle> cycles, int period)
    {
        if (cycles.Count == 0 || NetworkZeros.Of(network, SystemKind.Map, period) is not NetworkZeros system)
        {
            return cycles;
        }

        // Any point of a cycle will do: its first may lie outside the box.
        List<(Zero Zero, int From)> zeros = Prove(system, null, cycles.Select(cycle => cycle.Points[0]), out bool[] open);
        List<Box> undecided = [];
        IEnumerable<Cycle> proved = new CycleProof(network).Cycles(system, [.. zeros.Select(zero => zero.Zero)], period, undecided).Select(
            cycle => cycle.Stability != Stability.Undecided ? cycle : cycle with { Stability = Nearest(cycles, cycle).Stability });
        IEnumerable<Cycle> rest = cycles.Where((cycle, k) => open[k] || undecided.Exists(left => left.Contains(cycle.Points[0].AsSpan())));
        return [.. proved.Concat(rest).OrderBy(cycle => cycle.Points[0], Lexicographic)];
    }

    private static Cycle Nearest(List<Cycle> cycles, Cycle proved) =>
        cycles.MinBy(cycle => MaximumNorm.Distance(cycle.Points[0].AsSpan(), proved.Points[0].AsSpan()))!;

    private static Comparer<ImmutableArray<double>> Lexicographic { get; } =
        Comparer<ImmutableArray<double>>.Create((a, b) => a.AsSpan().SequenceCompareTo(b.AsSpan()));

    private static List<(Zero Zero, int From)> Prove(NetworkZeros system, Box? box, IEnumerable<ImmutableArray<double>> candidates, out bool[] open)
    {
        ZeroProof proof = new(system);
        Interval[]? domain = box is null ? null : Boxing.ToIntervals(box);
        List<(FoundZero Zero, int From)> found = [];
        List<bool> left = [];
        foreach (ImmutableArray<double> x in candidates)
        {
            double[] leash = [.. x.Select(value => Leash * Math.Max(1, Math.Abs(value)))];
            if (!proof.Prove(x.AsSpan(), leash))
            {
                left.Add(true);
                continue;
            }

            Interval[] enclosure = [.. proof.Enclosure];
            Interval[] region = [.. enclosure.Select(axis => Interval.Trusted(axis.Lower - Room, axis.Upper + Room))];
            FoundZero zero = new(enclosure, proof.IsUniqueIn(region) ? region : enclosure, true);
            bool crosses = domain is not null && !Boxing.IsInside(enclosure, domain, strictly: false);
            bool outside = crosses && Boxing.AreDisjoint(enclosure, domain);

            // Whether a zero within rounding of the border is inside is open; it stays as Newton found it.
            left.Add(crosses && !outside);
            if (!crosses && !found.Exists(other => other.Zero.IsSameAs(zero)))
            {
                found.Add((zero, left.Count - 1));
            }
        }

        open = [.. left];
        return [.. found.Select(zero => (Zero: zero.Zero.ToZero(), zero.From)).OrderBy(zero => zero.Zero.X, Lexicographic)];
    }
}
