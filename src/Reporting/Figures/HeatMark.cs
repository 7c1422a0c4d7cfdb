using System.Collections.Immutable;

namespace TorchDynInspect.Reporting.Figures;

/// <summary>
/// A scalar over a rectangle, as a mosaic of coloured cells that fills the plot. Cells whose value cannot be drawn stay empty.
/// </summary>
/// <param name="Columns">Cells along x.</param>
/// <param name="Rows">Cells along y.</param>
/// <param name="Values">Columns × rows values, the row of smallest y first.</param>
/// <param name="Scale">Values to colours.</param>
public sealed record HeatMark(int Columns, int Rows, ImmutableArray<double> Values, ColourScale Scale) : Mark;
