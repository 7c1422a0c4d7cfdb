using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Orbits;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>
/// The graph of a map of the line against the diagonal: fixed points where they meet, cycles as squares, an orbit as a cobweb between the two, and basins as a strip
/// along the bottom.
/// </summary>
public static class CobwebChart
{
    private const double Strip = 0.035;
    private const int MostCobwebs = 4;

    /// <summary>Draws the map.</summary>
    /// <param name="x">Abscissae over the interval, increasing; 513 read well.</param>
    /// <param name="images">f there, as many; values that are not finite leave gaps.</param>
    /// <param name="found">Fixed points and cycles; its box is the interval.</param>
    /// <param name="orbit">The states x₀, f(x₀), …; empty for no cobweb.</param>
    /// <param name="basins">Basins in the same interval; null for none.</param>
    /// <exception cref="InvalidInputException">The points are not of dimension 1, or there is not one image an abscissa.</exception>
    public static Figure Of(
        ReadOnlySpan<double> x, ReadOnlySpan<double> images, FixedPointResult found, ReadOnlySpan<double> orbit = default, BasinResult? basins = null)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (found.Box.Dimension != 1 || images.Length != x.Length)
        {
            throw new InvalidInputException(
                $"cobweb: {x.Length} abscissae, {images.Length} images, points of dimension {found.Box.Dimension}; expected as many images, and dimension 1");
        }

        (ImmutableArray<double> xs, ImmutableArray<double> ys) = ([.. x], [.. images]);
        Axis y = Vertical(ys, found.Box, basins is not null);
        (double lower, double upper) = (found.Box.Lower[0], found.Box.Upper[0]);
        double thickness = Strip * (y.Max - y.Min);
        return new Figure
        {
            Title = "f(x) against the diagonal",
            Description = $"Graph of f over {NumberText.Box(found.Box)}. {Describe(found)}",
            Caption = basins is null ? null : BasinMarks.Caption(basins),
            X = new Axis("x", lower, upper),
            Y = y,
            Proportion = 0.86,
            Evidence = basins?.Evidence ?? found.Points.Select(p => (EvidenceLevel?)p.Evidence).Min() ?? EvidenceLevel.Numerical,
            Marks =
            [
                .. basins is null ? [] : BasinMarks.OnLine(basins, y.Min, y.Min + thickness),
                new LineMark([lower, upper], [lower, upper]) { Name = "f(x) = x", Tone = Tone.Muted, Dashed = true, Interactive = false },
                new LineMark(xs, ys) { Name = "f", Tone = Tone.Ink, Interactive = false },
                .. Cobweb(orbit),
                .. Cycles(found),
                .. Points(found),
            ],
            Notes =
            [
                .. new[] { Undrawable.Note("f", ys, AxisScale.Linear) }.OfType<string>(),
                .. basins is null ? [] : BasinMarks.Notes(basins),
            ],
        };
    }

    // The diagonal stays in sight; of a graph that rises far above it only the part near the box is shown.
    private static Axis Vertical(ImmutableArray<double> images, Box box, bool withStrip)
    {
        (double lower, double upper) = (box.Lower[0], box.Upper[0]);
        double reach = upper - lower;
        double[] seen = [.. images.Where(double.IsFinite).Select(v => Math.Clamp(v, lower - reach, upper + reach)), lower, upper];
        Axis covering = Axis.Covering("f(x)", seen);
        return withStrip ? new Axis(covering.Label, covering.Min - (1.5 * Strip * (covering.Max - covering.Min)), covering.Max) : covering;
    }

    private static IEnumerable<Mark> Cobweb(ReadOnlySpan<double> orbit)
    {
        if (orbit.Length < 2)
        {
            return [];
        }

        (double[] x, double[] y) = Path(orbit);
        return
        [
            new LineMark([.. x], [.. y]) { Name = $"orbit of {NumberText.Compact(orbit[0], 4)}", Tone = Tone.Green, Interactive = false },
            new PointsMark([orbit[0]], [orbit[0]]) { Tone = Tone.Green, Radius = 3, Labels = [$"start of the orbit\n{NumberText.Compact(orbit[0])}"] },
        ];
    }

    // Up or down to the graph, across to the diagonal.
    private static (double[] X, double[] Y) Path(ReadOnlySpan<double> states)
    {
        List<double> x = [states[0]];
        List<double> y = [states[0]];
        for (int t = 0; t + 1 < states.Length; t++)
        {
            x.AddRange([states[t], states[t + 1]]);
            y.AddRange([states[t + 1], states[t + 1]]);
        }

        return ([.. x], [.. y]);
    }

    private static IEnumerable<Mark> Cycles(FixedPointResult found)
    {
        foreach ((int i, Cycle cycle) in found.Cycles.Index())
        {
            Tone tone = Palette.Of(cycle.Stability).Tone;
            double[] states = [.. cycle.Points.Select(p => p[0])];
            if (i < MostCobwebs)
            {
                (double[] x, double[] y) = Path([.. states, states[0]]);
                yield return new LineMark([.. x], [.. y]) { Tone = tone, Dashed = true, Interactive = false };
            }

            yield return new PointsMark([.. states], [.. states.Skip(1).Append(states[0])])
            {
                Name = $"cycle of period {cycle.Period}, {cycle.Stability.Word()}",
                Tone = tone,
                Glyph = Glyph.Square,
                Labels = [.. states.Select(s => $"cycle of period {cycle.Period}, {cycle.Stability.Word()}\nx = {NumberText.Compact(s)}\n{cycle.Evidence.Word()}")],
            };
        }
    }

    private static IEnumerable<Mark> Points(FixedPointResult found)
    {
        foreach (IGrouping<Stability, FixedPoint> group in found.Points.GroupBy(p => p.Stability).OrderBy(g => g.Key))
        {
            (Tone tone, Glyph glyph) = Palette.Of(group.Key);
            ImmutableArray<double> x = [.. group.Select(p => p.X[0])];
            yield return new PointsMark(x, x)
            {
                Name = $"fixed point, {group.Key.Word()}",
                Tone = tone,
                Glyph = glyph == Glyph.Square ? Glyph.Ring : glyph,
                Radius = 5.5,
                Labels = [.. group.Select(Describe)],
            };
        }
    }

    private static string Describe(FixedPointResult found) => found.Points.IsEmpty
        ? "No fixed points are shown."
        : $"{found.Points.Length} fixed points: " + string.Join(' ', found.Points.Select(p => $"{Describe(p).Replace("\n", ", ", StringComparison.Ordinal)}."));

    private static string Describe(FixedPoint point) =>
        $"fixed point, {point.Stability.Word()}\nx = {NumberText.Compact(point.X[0])}\n"
        + $"λ = {string.Join("; ", point.Eigenvalues.Select(z => NumberText.Compact(z, 4)))}\n{point.Evidence.Word()}";
}
