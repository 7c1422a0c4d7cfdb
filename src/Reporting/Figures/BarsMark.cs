using System.Collections.Immutable;

namespace TorchDynInspect.Reporting.Figures;

/// <summary>Bars that stand side by side on zero, e.g. a histogram.</summary>
/// <param name="Edges">n + 1 increasing abscissae.</param>
/// <param name="Heights">n heights.</param>
public sealed record BarsMark(ImmutableArray<double> Edges, ImmutableArray<double> Heights) : Mark;
