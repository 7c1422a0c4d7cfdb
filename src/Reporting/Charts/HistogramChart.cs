using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>How often values occur.</summary>
public static class HistogramChart
{
    private const int MostBins = 80;

    /// <summary>Draws the histogram over bins of one width that begin at round numbers.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="label">Name and unit of the values.</param>
    /// <param name="values">The values; those that are not finite are left out and counted in the notes.</param>
    /// <param name="bins">About how many bins; null for √n, at least 5 and at most 80 (the square-root rule).</param>
    public static Figure Of(string title, string label, double[] values, int? bins = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] finite = [.. values.Where(value => Axis.CanDraw(value, AxisScale.Linear))];
        Axis range = Axis.Covering(label, finite, margin: 0);
        int wanted = Math.Clamp(bins ?? (int)Math.Ceiling(Math.Sqrt(finite.Length)), bins is null ? 5 : 2, MostBins);
        double[] edges = Edges(range, wanted);
        double[] counts = new double[edges.Length - 1];
        foreach (double value in finite)
        {
            int bin = Array.BinarySearch(edges, value);
            counts[Math.Clamp(bin < 0 ? ~bin - 1 : bin, 0, counts.Length - 1)]++;
        }

        return new Figure
        {
            Title = title,
            Description = finite.Length == 0
                ? $"Histogram of {label} without any value."
                : $"Histogram of {finite.Length} values of {label}, from {NumberText.Compact(finite.Min(), 4)} "
                    + $"to {NumberText.Compact(finite.Max(), 4)}, mean {NumberText.Compact(finite.Average(), 4)}.",
            X = new Axis(label, edges[0], edges[^1]),
            Y = new Axis("count", 0, 1.05 * Math.Max(1, counts.Max())) { WholeNumbers = true },
            Evidence = EvidenceLevel.Sampled,
            Marks = [new BarsMark([.. edges], [.. counts])],
            Notes =
            [
                .. new[] { Undrawable.Note(label, values, AxisScale.Linear) }.OfType<string>(),
                .. Undrawable.Constant(label, finite, atLeast: 2),
            ],
        };
    }

    private static double[] Edges(Axis range, int wanted)
    {
        ImmutableArray<Tick> ticks = Ticks.Linear(range.Min, range.Max, wanted);
        double step = (ticks[^1].Value - ticks[0].Value) / (ticks.Length - 1);
        List<double> edges = [.. ticks.Select(tick => tick.Value)];
        if (edges[0] > range.Min)
        {
            edges.Insert(0, edges[0] - step);
        }

        if (edges[^1] < range.Max)
        {
            edges.Add(edges[^1] + step);
        }

        return [.. edges];
    }
}
