using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Oscillations;

/// <summary>A path that goes monotonically from one number to another.</summary>
/// <param name="From">Where it starts.</param>
/// <param name="To">Where it ends.</param>
internal readonly record struct DirectedSegment(Rational From, Rational To);
