using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Periods;

/// <summary>The least periods that occur in an interval map, up to a number.</summary>
public sealed record PeriodSet
{
    /// <summary>Periods from 1 to this were asked about.</summary>
    public required int Most { get; init; }

    /// <summary>The least periods that are proved to occur, in increasing order: found, or forced by one that was (<see cref="SharkovskyOrder"/>).</summary>
    public required ImmutableArray<int> Periods { get; init; }

    /// <summary>A point of each period that was found itself, by period.</summary>
    public required ImmutableArray<PeriodicPoint> Points { get; init; }

    /// <summary>Periods that are proved not to occur, in increasing order: no itinerary of that length has such a point, or they would force one that does not occur.</summary>
    public required ImmutableArray<int> Absent { get; init; }

    /// <summary>Neither proved to occur nor not to, in increasing order.</summary>
    public ImmutableArray<int> Undecided => [.. Enumerable.Range(1, Most).Except(Periods).Except(Absent)];

    /// <summary>Whether every period is decided.</summary>
    public bool Complete => Periods.Length + Absent.Length == Most;

    /// <summary>Evidence for every period listed, and for every one said to be absent.</summary>
    public required EvidenceLevel Evidence { get; init; }

    /// <summary>The period of the list that comes first in Sharkovsky's order and forces all others of it; null when the list is empty.</summary>
    public int? Strongest => Periods.IsEmpty ? null : Periods.MinBy(p => SharkovskyOrder.UpTo(Most).TakeWhile(q => q != p).Count());

    /// <summary>The least entropy that the periods force, in nats, rounded down.</summary>
    public double EntropyBelow => Periods.Select(p => PeriodGrowth.Entropy(p).Lower).DefaultIfEmpty(0).Max();
}
