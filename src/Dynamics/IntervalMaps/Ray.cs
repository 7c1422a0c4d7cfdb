using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.IntervalMaps;

/// <summary>The line that a network follows beside a point.</summary>
/// <param name="Line">x ↦ Slope·x + Intercept.</param>
/// <param name="Next">Where the line may end; null when it goes on for ever.</param>
internal readonly record struct Ray(ExactPiece Line, Rational? Next);
