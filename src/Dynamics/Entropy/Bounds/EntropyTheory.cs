using System.Globalization;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Periods;

namespace TorchDynInspect.Dynamics.Entropy.Bounds;

/// <summary>Bounds of the entropy beside an enclosure of it.</summary>
internal static class EntropyTheory
{
    /// <summary>What a bound predicts and what the enclosure says of it. A bound on the wrong side of the enclosure disagrees.</summary>
    /// <param name="bound">A bound.</param>
    /// <param name="entropy">An enclosure of the entropy; null when there is none to compare with.</param>
    public static TheoryEntry Beside(EntropyBound bound, (double Lower, double Upper)? entropy) => new(
        bound.Theorem,
        bound.Source,
        bound.Kind != BoundKind.Estimate && double.IsFinite(bound.Value),
        bound.Reason,
        bound.Kind switch
        {
            BoundKind.Lower => $"h ≥ {Text(bound.Value)}",
            BoundKind.Upper => $"h ≤ {Text(bound.Value)}",
            _ => $"h ≈ {Text(bound.Value)}, with neither side proved",
        },
        entropy is { } h ? $"h in [{Text(h.Lower)}, {Text(h.Upper)}]" : null,
        entropy is { } e ? bound.Kind switch
        {
            BoundKind.Lower => bound.Value <= e.Upper,
            BoundKind.Upper => bound.Value >= e.Lower,
            _ => null,
        } : null);

    /// <summary>Sharkovsky's theorem: every period that the strongest one forces, beside those that were found themselves.</summary>
    /// <param name="periods">The periods.</param>
    public static TheoryEntry Sharkovsky(PeriodSet periods)
    {
        int[] forced = [.. periods.Periods.Where(p => p != periods.Strongest)];
        int[] found = [.. periods.Points.Select(point => point.Period)];
        return new TheoryEntry(
            "Sharkovsky",
            "Sharkovsky 1964",
            periods.Strongest is not null,
            periods.Strongest is { } strongest ? $"period {strongest} occurs" : "no periodic point was found",
            forced.Length == 0 ? $"no other period up to {periods.Most}" : $"periods {List(forced)}",
            $"found: {List(found)}" + (periods.Absent.IsEmpty ? string.Empty : $"; proved absent: {List(periods.Absent)}"),
            periods.Strongest is null ? null : !forced.Any(period => periods.Absent.Contains(period)));
    }

    /// <summary>Six digits.</summary>
    internal static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static string List(IEnumerable<int> periods) => string.Join(", ", periods);
}
