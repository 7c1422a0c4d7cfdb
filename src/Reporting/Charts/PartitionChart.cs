using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Suprema;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>The linear regions of a network in the plane, coloured by their Jacobians: by ‖A‖₂, by the spectral radius, or by the sign of the determinant.</summary>
public static class PartitionChart
{
    /// <summary>Above this number the borders would cover the colours.</summary>
    private const int MostOutlined = 4000;

    /// <summary>Draws the partition.</summary>
    /// <param name="partition">The cells.</param>
    /// <param name="isSelfMap">Whether 1 divides contraction from expansion: of a map that is iterated.</param>
    /// <param name="options">Labels, data, fixed points; null for none.</param>
    public static Figure Of(PlanarPartition partition, bool isSelfMap, PlaneOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(partition);
        PlaneOptions shown = options ?? new PlaneOptions();
        (string label, string subject) = partition.Measure switch
        {
            CellMeasure.Norm2 => ("‖A‖₂", "‖A‖₂, the local Lipschitz constant"),
            CellMeasure.SpectralRadius => ("|λ₁|", "|λ₁|, the spectral radius of A"),
            _ => ("det A", "the sign of det A"),
        };
        return new Figure
        {
            Title = shown.Title ?? $"{partition.Count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} linear regions by {label}",
            Description = $"{partition.Count} linear regions of f(x) = A x + b in the box {NumberText.Box(partition.Box)}, coloured by {subject}. "
                + Describe(partition) + (partition.Complete ? string.Empty : " Not all regions are shown.") + " " + PlaneMarks.Describe(shown),
            Caption = shown.Caption,
            X = new Axis(shown.XLabel, partition.Box.Lower[0], partition.Box.Upper[0]),
            Y = new Axis(shown.YLabel, partition.Box.Lower[1], partition.Box.Upper[1]),
            Proportion = 0.86,
            Evidence = partition.Evidence,
            Marks = [.. partition.Measure == CellMeasure.DeterminantSign ? BySign(partition) : ByValue(partition, label, isSelfMap), .. PlaneMarks.Of(shown)],
            Notes =
            [
                .. partition.Complete ? Array.Empty<string>() : ["Not all regions are shown: the search was stopped."],
                .. PlaneMarks.Notes(shown, partition.Box),
            ],
        };
    }

    private static IEnumerable<Mark> ByValue(PlanarPartition partition, string label, bool isSelfMap)
    {
        // Where a few regions are far above the usual, a linear scale shows these only.
        double[] sorted = [.. partition.Values.Order()];
        double? pivot = isSelfMap ? 1 : null;
        bool logarithmic = sorted.Length > 0 && sorted[0] > 0 && sorted[^1] > 8 * sorted[sorted.Length / 2];
        IEnumerable<double> shown = sorted.Skip(logarithmic ? sorted.Length / 100 : 0).Append(pivot ?? (logarithmic ? sorted[^1] : 0));
        Axis range = Axis.Covering(label, shown, logarithmic ? AxisScale.Logarithmic : AxisScale.Linear, margin: 0);
        yield return new PolygonsMark(partition.Coordinates, partition.Starts)
        {
            Values = partition.Values,
            Scale = new ColourScale(range, pivot),
            Outlined = partition.Count <= MostOutlined,
        };
    }

    private static IEnumerable<Mark> BySign(PlanarPartition partition)
    {
        (int Sign, string Name, Tone Tone)[] kinds =
            [(1, "det A > 0: orientation kept", Tone.Blue), (-1, "det A < 0: orientation reversed", Tone.Vermillion), (0, "det A = 0: folded flat", Tone.Muted)];
        foreach ((int sign, string name, Tone tone) in kinds)
        {
            ImmutableArray<double>.Builder coordinates = ImmutableArray.CreateBuilder<double>();
            ImmutableArray<int>.Builder starts = ImmutableArray.CreateBuilder<int>();
            starts.Add(0);
            for (int i = 0; i < partition.Count; i++)
            {
                if (partition.Values[i] == sign)
                {
                    coordinates.AddRange(partition.Coordinates.AsSpan(partition.Starts[i], partition.Starts[i + 1] - partition.Starts[i]));
                    starts.Add(coordinates.Count);
                }
            }

            if (starts.Count > 1)
            {
                yield return new PolygonsMark(coordinates.ToImmutable(), starts.ToImmutable())
                {
                    Name = name,
                    Tone = tone,
                    Outlined = partition.Count <= MostOutlined,
                };
            }
        }
    }

    private static string Describe(PlanarPartition partition)
    {
        if (partition.Values.IsEmpty)
        {
            return "No region.";
        }

        return partition.Measure == CellMeasure.DeterminantSign
            ? $"Positive in {partition.Values.Count(v => v > 0)}, negative in {partition.Values.Count(v => v < 0)}, zero in {partition.Values.Count(v => v == 0)}."
            : $"Smallest {NumberText.Compact(partition.Values.Min(), 4)}, largest {NumberText.Compact(partition.Values.Max(), 4)}.";
    }
}
