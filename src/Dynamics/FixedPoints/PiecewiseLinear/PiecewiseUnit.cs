namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>A unit that bends, and the variables that describe it.</summary>
/// <param name="Graph">Its function.</param>
/// <param name="Place">Its place in the activation pattern.</param>
/// <param name="Input">The variable z.</param>
/// <param name="Output">The variable h = σ(z).</param>
/// <param name="FirstRow">The first of its logical variables h − factor·z.</param>
/// <param name="FixedRows">How many of these have a slope of a piece for factor; one that is decided is h − factor·z = intercept.</param>
/// <param name="ChordRows">How many follow whose factor is a chord of the graph over the present bounds of z.</param>
internal sealed record PiecewiseUnit(UnitGraph Graph, int Place, int Input, int Output, int FirstRow, int FixedRows, int ChordRows);
