using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Entropy.Smooth;

/// <summary>A narrow interval between two laps: it holds the turning point, or the end of the domain.</summary>
/// <param name="Place">The interval; f′ has at most one zero in it unless it is undecided.</param>
/// <param name="Value">Encloses f on it.</param>
/// <param name="IsDecided">Whether f″ ≠ 0 is proved there.</param>
/// <param name="CarriesNone">Undecided: whether it is proved to carry no entropy (<see cref="ZoneOrbit"/>).</param>
internal readonly record struct TurningZone(Interval Place, Interval Value, bool IsDecided = true, bool CarriesNone = false);
