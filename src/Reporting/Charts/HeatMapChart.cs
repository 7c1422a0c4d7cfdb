using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>
/// A scalar over a box in the plane, e.g. ‖A*(x)‖₂: blue where the map contracts, vermillion where it expands, a line between.
/// </summary>
public static class HeatMapChart
{
    /// <summary>Draws the scalar.</summary>
    /// <param name="grid">Where it was evaluated; 64 × 64 reads well.</param>
    /// <param name="values">One number for each of <see cref="PlaneGrid.Points"/>; cells whose value is not finite stay empty.</param>
    /// <param name="label">Name of the scalar, e.g. "‖A*‖₂".</param>
    /// <param name="pivot">The value that divides small from large, marked by a line; null for none.</param>
    /// <param name="options">Labels, data, fixed points; null for none.</param>
    /// <exception cref="InvalidInputException">There is not one number a point.</exception>
    public static Figure Of(PlaneGrid grid, ReadOnlySpan<double> values, string label, double? pivot = 1, PlaneOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        PlaneOptions shown = options ?? new PlaneOptions();
        if (values.Length != grid.Points.Rows)
        {
            throw new InvalidInputException($"heat map: has {values.Length} numbers, expected {grid.Points.Rows}, one a point");
        }

        ImmutableArray<double> cells = [.. values];
        Axis range = Axis.Covering(label, pivot is { } middle ? cells.Append(middle) : cells, margin: 0);
        HeatMark heat = new(grid.Columns, grid.Rows, cells, new ColourScale(range, pivot));
        ImmutableArray<double> line = pivot is { } level ? LevelLine.Of(grid, cells, level) : [];
        return new Figure
        {
            Title = shown.Title ?? $"{label} over the box",
            Description = $"Heat map of {label} over the box {NumberText.Box(grid.Box)}. {Describe(cells, pivot)} "
                + PlaneMarks.Describe(shown),
            Caption = shown.Caption,
            X = new Axis(shown.XLabel, grid.Box.Lower[0], grid.Box.Upper[0]),
            Y = new Axis(shown.YLabel, grid.Box.Lower[1], grid.Box.Upper[1]),
            Proportion = 0.86,
            Evidence = EvidenceLevel.Sampled,
            Marks =
            [
                heat,
                .. Border(line, label, pivot),
                .. PlaneMarks.Of(shown),
            ],
            Notes =
            [
                .. new[] { Undrawable.Note(label, cells, AxisScale.Linear) }.OfType<string>(),
                .. Undrawable.Constant(label, [.. cells], atLeast: 1),
                .. PlaneMarks.Notes(shown, grid.Box),
            ],
        };
    }

    private static IEnumerable<Mark> Border(ImmutableArray<double> line, string label, double? pivot)
    {
        if (!line.IsEmpty && pivot is { } level)
        {
            yield return new SegmentsMark(line) { Name = $"{label} = {NumberText.Compact(level)}", Tone = Tone.Ink };
        }
    }

    private static string Describe(ImmutableArray<double> values, double? pivot)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0)
        {
            return "No finite value.";
        }

        string share = pivot is { } level
            ? $", below {NumberText.Compact(level)} in {NumberText.Compact(100.0 * finite.Count(v => v < level) / finite.Length, 3)} % of the cells"
            : string.Empty;
        return $"Smallest {NumberText.Compact(finite.Min(), 4)}, largest {NumberText.Compact(finite.Max(), 4)}{share}.";
    }
}
