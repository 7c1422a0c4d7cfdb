using System.Collections.Immutable;

namespace TorchDynInspect.Reporting.Figures;

/// <summary>
/// A vector field: arrows centred on points. Directions are exact; lengths follow the square root of the modulus, the longest fitting its
/// cell.
/// </summary>
/// <param name="X">Abscissae.</param>
/// <param name="Y">Ordinates, as many.</param>
/// <param name="U">Horizontal components, as many.</param>
/// <param name="V">Vertical components, as many.</param>
/// <param name="Columns">How many arrows stand side by side, for the size of a cell.</param>
public sealed record ArrowsMark(
    ImmutableArray<double> X, ImmutableArray<double> Y, ImmutableArray<double> U, ImmutableArray<double> V, int Columns) : Mark;
