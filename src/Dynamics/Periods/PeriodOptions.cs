namespace TorchDynInspect.Dynamics.Periods;

/// <summary>How to look for periods.</summary>
public sealed record PeriodOptions
{
    /// <summary>The longest period. Default 12.</summary>
    public int Most { get; init; } = 12;

    /// <summary>Follow at most this many itineraries for each period; beyond it a period that is not found stays undecided. Default 100,000.</summary>
    public int MaxItineraries { get; init; } = 100_000;

    /// <summary>Stop after this time; null for no limit. Default 5 s.</summary>
    public TimeSpan? Budget { get; init; } = TimeSpan.FromSeconds(5);
}
