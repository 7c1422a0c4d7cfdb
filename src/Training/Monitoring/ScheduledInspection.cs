namespace TorchDynInspect.Training;

/// <summary>An inspector with its schedule and its share of wall time.</summary>
/// <param name="Inspector">What to measure.</param>
/// <param name="Schedule">When to measure it.</param>
/// <param name="Share">
/// At most this share of wall time, e.g. 0.01; +∞ for no limit; null for an equal part of <see cref="MonitorOptions.Share"/>.
/// </param>
public sealed record ScheduledInspection(IInspector Inspector, Schedule Schedule, double? Share = null);
