using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Periods;

namespace TorchDynInspect.Dynamics.Entropy.Bounds;

/// <summary>What is known of an interval map beside its entropy: counts, periods, horseshoes, and the bounds that theorems draw from them.</summary>
/// <param name="LapCounts">laps(f), laps(f²), …, exactly, as far as they were counted.</param>
/// <param name="Periods">The least periods that occur; null when they were not looked for.</param>
/// <param name="Horseshoes">The best horseshoes of the iterates.</param>
/// <param name="Bounds">One bound a theorem, the sharpest.</param>
/// <param name="Theory">The bounds beside a certified enclosure.</param>
/// <param name="Remarks">What was left undone, one sentence each.</param>
internal sealed record IntervalMapReadings(
    ImmutableArray<BigInteger> LapCounts,
    PeriodSet? Periods,
    ImmutableArray<Horseshoe> Horseshoes,
    ImmutableArray<EntropyBound> Bounds,
    ImmutableArray<TheoryEntry> Theory,
    ImmutableArray<string> Remarks)
{
    /// <summary>A result with these readings in it.</summary>
    /// <param name="entropy">An enclosure of the same map's entropy.</param>
    public EntropyResult AddTo(EntropyResult entropy) => entropy with
    {
        LapCounts = [.. LapCounts.TakeWhile(count => count <= long.MaxValue).Select(count => (long)count)],
        Periods = Periods?.Periods ?? [],
        Bounds = [.. entropy.Bounds, .. Bounds],
        Theory = [.. entropy.Theory, .. Theory],
        Remarks = [.. entropy.Remarks, .. Remarks],
    };
}
