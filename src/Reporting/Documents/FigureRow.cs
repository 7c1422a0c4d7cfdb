using System.Collections.Immutable;
using TorchDynInspect.Reporting.Figures;

namespace TorchDynInspect.Reporting.Documents;

/// <summary>Pictures that stand side by side where the page is wide enough.</summary>
/// <param name="Figures">The pictures.</param>
public sealed record FigureRow(ImmutableArray<Figure> Figures) : Block;
