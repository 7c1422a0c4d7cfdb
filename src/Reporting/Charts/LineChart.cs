using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>Quantities against one variable, a line each.</summary>
public static class LineChart
{
    private const int DotsUpTo = 40;

    /// <summary>Draws series that share their abscissae. NaN leaves a gap; what cannot be drawn is counted in the figure's notes.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="xLabel">Name of the variable.</param>
    /// <param name="x">Its values.</param>
    /// <param name="yLabel">Name and unit of the quantities.</param>
    /// <param name="scale">Scale of the vertical axis; linear is used where no value is positive.</param>
    /// <param name="series">Names and values, each as long as <paramref name="x"/>.</param>
    /// <exception cref="InvalidInputException">A series has another length than <paramref name="x"/>.</exception>
    public static Figure Of(
        string title, string xLabel, double[] x, string yLabel, AxisScale scale, params (string Name, double[] Values)[] series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return Of(title, xLabel, yLabel, scale, [.. series.Select(s => new Series(s.Name, x, s.Values))]);
    }

    /// <summary>Draws series with abscissae of their own.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="xLabel">Name of the variable.</param>
    /// <param name="yLabel">Name and unit of the quantities.</param>
    /// <param name="scale">Scale of the vertical axis; linear is used where no value is positive.</param>
    /// <param name="series">The series.</param>
    /// <exception cref="InvalidInputException">A series has not as many values as abscissae.</exception>
    public static Figure Of(string title, string xLabel, string yLabel, AxisScale scale, params Series[] series)
    {
        ArgumentNullException.ThrowIfNull(series);
        foreach (Series s in series)
        {
            if (s.Values.Length != s.X.Length)
            {
                throw new InvalidInputException(
                    $"series \"{s.Name}\": has {s.Values.Length} values, expected {s.X.Length}, one for each {xLabel}");
            }
        }

        IEnumerable<double> all = series.SelectMany(s => s.Values);
        AxisScale used = scale == AxisScale.Logarithmic && !all.Any(value => Axis.CanDraw(value, scale)) ? AxisScale.Linear : scale;
        return new Figure
        {
            Title = title,
            Description = string.Join(' ', series.Select(s => Describe(s, xLabel)).Prepend($"Line chart of {yLabel} against {xLabel}.")),
            X = Axis.Covering(xLabel, series.SelectMany(s => s.X), margin: 0.02),
            Y = Axis.Covering(yLabel, all, used),
            Marks = [.. series.SelectMany((s, i) => Lines(s.Name, s.X, s.Values, s.Tone ?? Palette.OfSeries(i)))],
            Notes = Notes(series, used),
        };
    }

    private static IEnumerable<Mark> Lines(string name, double[] x, double[] y, Tone tone)
    {
        ImmutableArray<double> xs = [.. x];
        ImmutableArray<double> ys = [.. y];
        if (x.Length > 1)
        {
            yield return new LineMark(xs, ys) { Name = name, Tone = tone, Interactive = x.Length > DotsUpTo };
        }

        // Few points are data in their own right; a single one would draw no line at all.
        if (x.Length is > 0 and <= DotsUpTo)
        {
            yield return new PointsMark(xs, ys)
            {
                Name = x.Length == 1 ? name : null,
                Tone = tone,
                Radius = 2.8,
                Labels = [.. x.Zip(y, (a, b) => $"{name}: {NumberText.Compact(b, 5)}\n{NumberText.Compact(a, 5)}")],
            };
        }
    }

    private static ImmutableArray<string> Notes(Series[] series, AxisScale scale) =>
    [
        .. series.Length == 0 ? ["No data."] : Array.Empty<string>(),
        .. series.Select(s => Undrawable.Note(s.Name, s.Values, scale)).OfType<string>(),
        .. series.Where(s => s.Values.Length == 1).Select(s => $"{s.Name}: a single value."),
        .. series.SelectMany(s => Undrawable.Constant(s.Name, s.Values, atLeast: 2)),
    ];

    private static string Describe(Series series, string xLabel)
    {
        (string name, double[] x, double[] y) = series;
        int[] finite = [.. Enumerable.Range(0, x.Length).Where(i => double.IsFinite(y[i]))];
        if (finite.Length == 0)
        {
            return $"{name}: no finite value.";
        }

        int low = finite.MinBy(i => y[i]);
        int high = finite.MaxBy(i => y[i]);
        return $"{name}: from {Say(y[finite[0]])} at {xLabel} {Say(x[finite[0]])} "
            + $"to {Say(y[finite[^1]])} at {xLabel} {Say(x[finite[^1]])}, "
            + $"smallest {Say(y[low])}, largest {Say(y[high])}.";
    }

    private static string Say(double value) => NumberText.Compact(value, 4);
}
