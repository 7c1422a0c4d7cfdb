using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Paths;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>Paths against time: a line for each coordinate of each path.</summary>
public static class PathChart
{
    private const int MostLines = 12;

    /// <summary>Draws the paths.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="timeLabel">Name and unit of the time, or "step".</param>
    /// <param name="paths">The paths; those beyond a dozen lines are left to a note.</param>
    public static Figure Of(string title, string timeLabel, IReadOnlyList<StatePath> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        Series[] all =
        [
            .. paths.Index().SelectMany(p => Enumerable.Range(0, p.Item.States.Columns).Select(j => new Series(
                paths.Count == 1 ? NumberText.Indexed("x", j + 1) : $"{NumberText.Indexed("x", j + 1)}, start {p.Index + 1}",
                [.. p.Item.Times],
                [.. Enumerable.Range(0, p.Item.States.Rows).Select(i => p.Item.States[i, j])]))),
        ];
        Figure lines = LineChart.Of(title, timeLabel, "state", AxisScale.Linear, [.. all.Take(MostLines)]);
        return lines with
        {
            Evidence = EvidenceLevel.Numerical,
            Proportion = 0.5,
            Notes =
            [
                .. lines.Notes,
                .. all.Length > MostLines ? [$"{all.Length - MostLines} of {all.Length} lines are not drawn."] : Array.Empty<string>(),
                .. paths.Select(path => path.Failure).OfType<string>(),
            ],
        };
    }

    /// <summary>Draws curves with observations of the same quantities as dots of the same colour.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="timeLabel">Name and unit of the time.</param>
    /// <param name="yLabel">Name and unit of the quantities.</param>
    /// <param name="scale">Scale of the vertical axis.</param>
    /// <param name="curves">The curves.</param>
    /// <param name="observations">The dots.</param>
    /// <exception cref="InvalidInputException">A series has not as many values as times.</exception>
    public static Figure WithObservations(
        string title, string timeLabel, string yLabel, AxisScale scale, IReadOnlyList<Series> curves, IReadOnlyList<Series> observations)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentNullException.ThrowIfNull(observations);
        Figure lines = LineChart.Of(title, timeLabel, yLabel, scale, [.. curves]);
        return lines with
        {
            X = Axis.Covering(timeLabel, curves.Concat(observations).SelectMany(s => s.X), margin: 0.02),
            Y = Axis.Covering(yLabel, curves.Concat(observations).SelectMany(s => s.Values), scale),
            Marks =
            [
                .. lines.Marks,
                .. observations.Select((s, i) => new PointsMark([.. s.X], [.. s.Values]) { Name = s.Name, Tone = Tone.Ink, Glyph = i % 2 == 0 ? Glyph.Disc : Glyph.Ring, Radius = 2.8 }),
            ],
            Notes = [.. lines.Notes, .. observations.Select(s => Undrawable.Note(s.Name, s.Values, scale)).OfType<string>()],
        };
    }
}
