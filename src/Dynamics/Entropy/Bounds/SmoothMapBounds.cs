using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Entropy.HigherDimension;
using TorchDynInspect.Dynamics.Entropy.Smooth;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Oscillations;
using TorchDynInspect.Dynamics.Periods;

namespace TorchDynInspect.Dynamics.Entropy.Bounds;

/// <summary>The bounds E3, E4 and E5 for a smooth network of one dimension, from enclosures: sup|f′|, periods (<see cref="EnclosedPeriodSearch"/>), horseshoes proved by covering relations.</summary>
internal static class SmoothMapBounds
{
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
        NetworkFunction function = new(network);
        WorkLimit limit = new(int.MaxValue, options.Budget ?? Default, cancellation);
        Box box = new([interval.Lower], [interval.Upper]);
        Interval domain = new(interval.Lower, interval.Upper);
        double slope = SlopeSupremum.Above(function, domain, () => limit.IsOver);
        PeriodSet periods = new EnclosedPeriodSearch(function, domain, escapes, limit)
            .Find(options.Periods, x => network.Evaluate(new Matrix(x.Length, 1, x)).Values.ToArray());
        CoveringHorseshoe? horseshoe = new CoveringSearch(network, box, !escapes, limit).Find(Math.Min(HorseshoeIterates, options.Iterates));
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
            periods.Complete ? [] : [$"Whether the periods {string.Join(", ", periods.Undecided)} occur is not decided: no point of them was proved, nor that there is none."]);
    }
}
