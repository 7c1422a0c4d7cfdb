using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Entropy.HigherDimension;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Oscillations;
using TorchDynInspect.Dynamics.Periods;

namespace TorchDynInspect.Dynamics.Entropy.Bounds;

/// <summary>The bounds E3, E4 and E5 for a smooth network of one dimension, from enclosures: sup|f′|, cycles proved by interval Newton, horseshoes proved by covering relations.</summary>
internal static class SmoothMapBounds
{
    /// <summary>Cycles of longer periods are many, and cost an interval search each.</summary>
    private const int LongestCycle = 6;

    private const int HorseshoeIterates = 6;

    private static readonly TimeSpan Default = TimeSpan.FromSeconds(3);

    /// <summary>Reads a map.</summary>
    /// <param name="network">f: one input, one output, without flow layers.</param>
    /// <param name="interval">The interval that f maps into itself, or on whose orbits that stay in it the entropy is asked.</param>
    /// <param name="options">How far.</param>
    /// <param name="entropy">A certified enclosure of h_top to compare with; null for none.</param>
    /// <param name="escapes">Whether f need not map the interval into itself.</param>
    /// <param name="cancellation">Stops with what has been read.</param>
    public static IntervalMapReadings Of(
        Network network,
        (double Lower, double Upper) interval,
        EntropyOptions options,
        (double Lower, double Upper)? entropy = null,
        bool escapes = false,
        CancellationToken cancellation = default)
    {
        Box box = new([interval.Lower], [interval.Upper]);
        TimeSpan budget = options.Budget ?? Default;
        double slope = JacobianNorms.Above(network, box, new WorkLimit(int.MaxValue, budget, cancellation)).One;
        PeriodSet periods = Periods(network, box, options.Periods, escapes, budget, cancellation);
        CoveringHorseshoe? horseshoe = new CoveringSearch(network, box, !escapes, new WorkLimit(int.MaxValue, budget, cancellation)).Find(Math.Min(HorseshoeIterates, options.Iterates));
        EntropyBound[] bounds =
        [
            LipschitzBound.Of(1, slope, "1-D", $"sup|f′| ≤ {EntropyTheory.Text(slope)}"),
            IntervalMapBounds.OfPeriods(periods),
            new EntropyBound(
                "E5",
                "Misiurewicz, Szlenk 1980: an s-horseshoe of f^k forces (log s)/k",
                BoundKind.Lower,
                horseshoe?.Entropy ?? 0,
                EvidenceLevel.Certified,
                horseshoe is null ? "no horseshoe was found" : $"f^{horseshoe.Iterate} has a {horseshoe.Branches.Length}-horseshoe on [{EntropyTheory.Text(horseshoe.Target.Lower[0])}, {EntropyTheory.Text(horseshoe.Target.Upper[0])}]"),
        ];
        return new IntervalMapReadings(
            [],
            periods,
            horseshoe is null ? [] : [new Horseshoe(horseshoe.Iterate, horseshoe.Branches.Length, horseshoe.Target.Lower[0], horseshoe.Target.Upper[0])],
            [.. bounds],
            [
                new TheoryEntry("E1", "Bu, Zhang, Luo (arXiv 2010.07587): laps of a layer multiply", false, "the network is not piecewise linear"),
                .. bounds.Select(bound => EntropyTheory.Beside(bound, entropy)),
                EntropyTheory.Sharkovsky(periods),
            ],
            periods.Complete ? [] : [$"Whether the periods {string.Join(", ", periods.Undecided)} occur is not decided: cycles were searched up to period {Math.Min(LongestCycle, options.Periods)}."]);
    }

    // Only cycles that lie in the interval count. Where orbits leave it, a period without one need not be absent from f.
    private static PeriodSet Periods(Network network, Box box, int most, bool escapes, TimeSpan budget, CancellationToken cancellation)
    {
        if (most == 0)
        {
            return PeriodSearch.Of(0, [], []);
        }

        int searched = Math.Min(LongestCycle, most);
        FixedPointResult found = network.FixedPoints(box, new FixedPointOptions { Period = searched, Budget = budget }, null, null, cancellation);
        ImmutableArray<PeriodicPoint> points =
        [
            .. found.Points.Where(point => point is { Evidence: EvidenceLevel.Certified, Enclosure: not null } && IsIn(point.Enclosure, box)).Take(1)
                .Select(point => new PeriodicPoint(1, new Interval(point.Enclosure!.Lower[0], point.Enclosure.Upper[0]))),
            .. found.Cycles.Where(cycle => cycle.Evidence == EvidenceLevel.Certified && !cycle.Enclosures.IsEmpty && cycle.Enclosures.All(place => IsIn(place, box))).DistinctBy(cycle => cycle.Period)
                .Select(cycle => new PeriodicPoint(cycle.Period, new Interval(cycle.Enclosures[0].Lower[0], cycle.Enclosures[0].Upper[0]))),
        ];
        bool all = !escapes && found is { Complete: true, Evidence: EvidenceLevel.Certified } && found.Continua.IsEmpty;
        return PeriodSearch.Of(most, points, all ? Enumerable.Range(1, searched).Except(points.Select(point => point.Period)) : []);
    }

    private static bool IsIn(Box place, Box box) => place.Lower[0] >= box.Lower[0] && place.Upper[0] <= box.Upper[0];
}
