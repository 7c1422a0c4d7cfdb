using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.CriticalPoints;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>A scalar network over a box of the plane: its values as colours and level lines, its critical points by index.</summary>
public static class CriticalPointChart
{
    private const int Levels = 12;

    /// <summary>Draws the network and its points.</summary>
    /// <param name="grid">Where Φ was evaluated, over the box that was searched; 96 × 96 reads well.</param>
    /// <param name="values">Φ at <see cref="PlaneGrid.Points"/>.</param>
    /// <param name="result">The critical points.</param>
    /// <param name="options">Labels and title; null for the defaults.</param>
    /// <exception cref="InvalidInputException">The box is not planar, or there is not one number a point.</exception>
    public static Figure Of(PlaneGrid grid, ReadOnlySpan<double> values, CriticalPointResult result, PlaneOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(result);
        if (result.Box.Dimension != 2)
        {
            throw new InvalidInputException($"critical points: have dimension {result.Box.Dimension}, expected 2 for a picture");
        }

        PlaneOptions shown = options ?? new PlaneOptions();
        Figure map = HeatMapChart.Of(grid, values, "Φ", null, shown);
        return map with
        {
            Title = shown.Title ?? "Φ with its critical points",
            Description = $"Heat map and level lines of Φ over the box {NumberText.Box(grid.Box)}. "
                + string.Join(' ', result.Points.Select(p => $"{Say(p).Replace("\n", ", ", StringComparison.Ordinal)}.").Prepend($"{result.Points.Length} critical points."))
                + (result.Complete ? string.Empty : " Some may have been missed."),
            Caption = shown.Caption ?? Caption(result),
            Evidence = result.Evidence,
            Marks = [map.Marks[0], .. Lines(grid, [.. values]), .. Points(result), .. map.Marks.Skip(1)],
            Notes = [.. map.Notes, .. result.Unresolved.IsEmpty ? [] : new[] { $"{result.Unresolved.Length} sub-boxes are undecided and not drawn." }],
        };
    }

    private static string Caption(CriticalPointResult result) => (result.Points.Length, result.Complete) switch
    {
        (0, true) => $"No critical point in the box ({result.Evidence.Word()}). Colours and lines: sampled.",
        (0, false) => "No critical point found; some may have been missed. Colours and lines: sampled.",
        (int n, true) => $"{n} critical {(n == 1 ? "point" : "points")}, the list is complete ({result.Evidence.Word()}). Colours and lines: sampled.",
        (int n, false) => $"{n} critical {(n == 1 ? "point" : "points")}; some may have been missed. Colours and lines: sampled.",
    };

    // Equally many samples between two lines, so that a plateau does not take them all.
    private static IEnumerable<Mark> Lines(PlaneGrid grid, ImmutableArray<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
        {
            yield break;
        }

        IEnumerable<double> levels = Enumerable.Range(1, Levels).Select(i => sorted[(int)((long)i * (sorted.Length - 1) / (Levels + 1))]).Distinct();
        ImmutableArray<double> segments = [.. levels.SelectMany(level => LevelLine.Of(grid, values, level))];
        if (!segments.IsEmpty)
        {
            yield return new SegmentsMark(segments) { Name = "level lines of Φ", Tone = Tone.Muted };
        }
    }

    private static IEnumerable<Mark> Points(CriticalPointResult result) => result.Points
        .GroupBy(Kind)
        .OrderBy(group => group.Key.Order)
        .Select(group => new PointsMark([.. group.Select(p => p.X[0])], [.. group.Select(p => p.X[1])])
        {
            Name = group.Key.Name,
            Tone = group.Key.Tone,
            Glyph = group.Key.Glyph,
            Radius = 5.5,
            Labels = [.. group.Select(Say)],
        });

    private static (int Order, string Name, Tone Tone, Glyph Glyph) Kind(CriticalPoint point) => (point.Index, point.Degenerate) switch
    {
        (0, _) => (0, "index 0, minimum", Tone.Green, Glyph.Disc),
        (1, _) => (1, "index 1, saddle", Tone.Purple, Glyph.Diamond),
        (2, _) => (2, "index 2, maximum", Tone.Vermillion, Glyph.Triangle),
        (_, true) => (3, "degenerate", Tone.Ink, Glyph.Cross),
        _ => (4, "index undecided", Tone.Orange, Glyph.Square),
    };

    private static string Say(CriticalPoint point) =>
        $"{Kind(point).Name}\n{NumberText.Point(point.X.AsSpan())}\nΦ = {NumberText.Compact(point.Value)}\n{point.Evidence.Word()}";
}
