using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>
/// A vector field over a box in the plane with data, fixed points and cycles (as in Drgoňa et al., arXiv 2011.13492, where it is f(x) −
/// x).
/// </summary>
public static class VectorFieldChart
{
    /// <summary>Draws the steps f(x) − x of a map.</summary>
    /// <param name="grid">Where f was evaluated; 17 × 17 reads well.</param>
    /// <param name="images">f at <see cref="PlaneGrid.Points"/>, two numbers a point (the values of
    /// <c>network.Evaluate(grid.Points)</c>).</param>
    /// <param name="options">Labels, data, fixed points; null for none.</param>
    /// <exception cref="InvalidInputException">There are not two numbers a point.</exception>
    public static Figure OfMap(PlaneGrid grid, ReadOnlySpan<double> images, PlaneOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        double[] steps = images.ToArray();
        for (int i = 0; i < Math.Min(steps.Length, grid.Points.Values.Length); i++)
        {
            steps[i] -= grid.Points.Values[i];
        }

        return OfField(grid, steps, (options ?? new PlaneOptions()) with { Title = options?.Title ?? "Vector field f(x) − x" });
    }

    /// <summary>Draws a vector field ẋ = f(x).</summary>
    /// <param name="grid">Where f was evaluated.</param>
    /// <param name="field">f at <see cref="PlaneGrid.Points"/>, two numbers a point; arrows that are not finite are left out.</param>
    /// <param name="options">Labels, data, fixed points; null for none.</param>
    /// <exception cref="InvalidInputException">There are not two numbers a point.</exception>
    public static Figure OfField(PlaneGrid grid, ReadOnlySpan<double> field, PlaneOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        PlaneOptions shown = options ?? new PlaneOptions();
        if (field.Length != 2 * grid.Points.Rows)
        {
            throw new InvalidInputException(
                $"vector field: has {field.Length} numbers, expected {2 * grid.Points.Rows}, two for each of {grid.Points.Rows} points");
        }

        double[] values = field.ToArray();
        ReadOnlySpan<double> points = grid.Points.Values;
        ArrowsMark arrows = new(Column(points, 0), Column(points, 1), Column(values, 0), Column(values, 1), grid.Columns)
        {
            Tone = Tone.Muted,
        };
        int missing = Enumerable.Range(0, grid.Points.Rows).Count(i => !double.IsFinite(values[2 * i] + values[(2 * i) + 1]));
        return new Figure
        {
            Title = shown.Title ?? "Vector field",
            Description = $"Vector field over the box {NumberText.Box(grid.Box)}. {PlaneMarks.Describe(shown)}",
            Caption = shown.Caption ?? (shown.Basins is { } sampled ? BasinMarks.Caption(sampled) : null),
            X = new Axis(shown.XLabel, grid.Box.Lower[0], grid.Box.Upper[0]),
            Y = new Axis(shown.YLabel, grid.Box.Lower[1], grid.Box.Upper[1]),
            Proportion = 0.86,
            Evidence = shown.Basins?.Evidence
                ?? shown.FixedPoints.Select(p => (EvidenceLevel?)p.Evidence).Concat(shown.PeriodicOrbits.Select(orbit => (EvidenceLevel?)orbit.Evidence)).Min()
                ?? EvidenceLevel.Numerical,
            Marks = [.. shown.Basins is { } basins ? BasinMarks.InPlane(basins) : [], arrows, .. PlaneMarks.Of(shown)],
            Notes =
            [
                .. missing == 0 ? [] : new[] { $"{missing} of {grid.Points.Rows} arrows are not finite and not drawn." },
                .. Array.TrueForAll(values, value => value == 0) ? ["The field is zero at every grid point."] : Array.Empty<string>(),
                .. shown.Basins is { } unnamed ? BasinMarks.Notes(unnamed) : [],
                .. PlaneMarks.Notes(shown, grid.Box),
            ],
        };
    }

    private static ImmutableArray<double> Column(ReadOnlySpan<double> pairs, int offset)
    {
        double[] column = new double[pairs.Length / 2];
        for (int i = 0; i < column.Length; i++)
        {
            column[i] = pairs[(2 * i) + offset];
        }

        return [.. column];
    }
}
