using System.Collections.Immutable;

namespace TorchDynInspect.Reporting.Figures;

/// <summary>Separate line segments, e.g. a level line.</summary>
/// <param name="Segments">Four coordinates a segment: x₁, y₁, x₂, y₂.</param>
public sealed record SegmentsMark(ImmutableArray<double> Segments) : Mark;
