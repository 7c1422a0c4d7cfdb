using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Periods;

/// <summary>A point that witnesses a period.</summary>
/// <param name="Period">Its least period.</param>
/// <param name="X">Where it is: the tightest interval of doubles around the exact point of a piecewise-linear map, an enclosure otherwise.</param>
public sealed record PeriodicPoint(int Period, Interval X);
