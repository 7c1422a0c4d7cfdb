namespace TorchDynInspect.Dynamics.Intervals;

/// <summary>A closed interval [Lower, Upper] of real numbers; a bound may be infinite. Operations round outwards, so that results enclose.</summary>
/// <param name="Lower">The lower bound, −∞ allowed.</param>
/// <param name="Upper">The upper bound, +∞ allowed.</param>
public readonly record struct Interval(double Lower, double Upper);
