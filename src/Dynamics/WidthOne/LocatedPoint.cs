using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>Exactly one fixed point of an increasing chain.</summary>
/// <param name="Enclosure">Holds it and no other.</param>
/// <param name="Stability">Judged by ln f′ over the enclosure.</param>
/// <param name="Exact">The point itself where it is known exactly; null otherwise.</param>
internal readonly record struct LocatedPoint(Interval Enclosure, Stability Stability, Rational? Exact = null);
