using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Entropy.Smooth;

/// <summary>
/// A function on an interval by its laps: lap i lies between zone i and zone i + 1, and outside the zones f is proved to be monotone, perhaps weakly. The first and the
/// last zone are the ends of the domain.
/// </summary>
/// <param name="Value">Encloses f at a number.</param>
/// <param name="Zones">One more than laps, from left to right.</param>
/// <param name="Directions">1 or −1 for each lap.</param>
internal sealed record EnclosedLaps(Func<double, Interval> Value, ImmutableArray<TurningZone> Zones, ImmutableArray<int> Directions)
{
    /// <summary>The left end of the domain.</summary>
    public double Lower => Zones[0].Place.Lower;

    /// <summary>The right end of the domain.</summary>
    public double Upper => Zones[^1].Place.Upper;

    /// <summary>Encloses f on the domain: it is attained at turning points and ends.</summary>
    public Interval Image => Zones.Select(zone => zone.Value).Aggregate((x, y) => x.Hull(y));

    /// <summary>Whether every zone is proved to hold one turning point at most, or to carry no entropy, so that no laps but these count.</summary>
    public bool IsBounding => Zones.All(zone => zone.IsDecided || zone.CarriesNone);

    /// <summary>Undecided zones that were bridged: f is read as monotone there.</summary>
    public ImmutableArray<TurningZone> Bridged { get; init; } = [];

    /// <summary>Whether every zone is proved to hold one turning point at most, so that there are no laps but these.</summary>
    public bool IsDecided => Bridged.IsEmpty && Zones.All(zone => zone.IsDecided);
}
