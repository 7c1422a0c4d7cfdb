using TorchDynInspect.Dynamics.Entropy.Smooth;

namespace TorchDynInspect.Dynamics.Entropy;

/// <summary>Sentences that stand beside the numbers.</summary>
internal static class EntropyRemarks
{
    /// <summary>What the answer is about when no invariant interval holds the asked one.</summary>
    public static string Escape((double Lower, double Upper) interval, string obstacle) =>
        $"[{interval.Lower:R}, {interval.Upper:R}]: {obstacle}; the entropy is that of f on the points of the interval whose orbits never leave it";

    /// <summary>Time was over before there was a map to speak of.</summary>
    public static string Unfinished => "time was over before the pieces of the network were listed: the upper bound is that of its architecture, for any interval";

    /// <summary>Where turning points could not be decided.</summary>
    public static string Undecided(EnclosedLaps laps)
    {
        string[] places = [.. laps.Zones.Concat(laps.Bridged).Where(zone => !zone.IsDecided).Select(zone => zone.Place.ToString())];
        return $"turning points are not decided in {places.Length} places, the first {places[0]}; laps counts those that are, "
            + (laps.IsBounding ? "and the orbits of these places are proved to carry no entropy" : "and the upper bound comes from sup |f′| alone");
    }
}
