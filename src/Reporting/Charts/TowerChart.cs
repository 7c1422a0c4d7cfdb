using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>
/// The graph of an interval map with the nodes of its Hofbauer tower: under the graph each node is a bar over the interval that it is, the first found on top.
/// The square is the invariant interval that the entropy belongs to.
/// </summary>
public static class TowerChart
{
    private const int MostBars = 60;
    private const double Margin = 0.04;
    private const double WidestGap = 0.03;
    private const double Below = 0.4;

    /// <summary>Draws the map and the tower.</summary>
    /// <param name="x">Abscissae over the invariant interval, increasing; 1025 read well.</param>
    /// <param name="images">f there, as many; values that are not finite leave gaps.</param>
    /// <param name="entropy">The enclosure with its tower.</param>
    /// <exception cref="InvalidInputException">There is not one image an abscissa.</exception>
    public static Figure Of(ReadOnlySpan<double> x, ReadOnlySpan<double> images, EntropyResult entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        if (images.Length != x.Length)
        {
            throw new InvalidInputException($"tower: {x.Length} abscissae and {images.Length} images, expected as many");
        }

        (double lower, double upper) = entropy.Invariant;
        double side = upper - lower;
        ImmutableArray<double> ys = [.. images];
        int shown = Math.Min(entropy.Tower.Length, MostBars);
        return new Figure
        {
            Title = "f and the nodes of its tower",
            Description = Describe(entropy),
            Caption = $"Topological entropy in {Range(entropy.Lower, entropy.Upper)} nats; {(entropy.Closed ? "the tower closed" : "the tower was cut and its edges redirected")}.",
            X = Axis.Covering("x", [lower, upper], margin: 0.02),
            Y = new Axis("f(x)", lower - (((shown * Gap(shown)) + Margin) * side), upper + (0.02 * side)),
            Proportion = 0.86 + (0.7 * shown * Gap(shown)),
            Evidence = entropy.Evidence,
            Marks =
            [
                new LineMark([lower, upper, upper, lower, lower], [lower, lower, upper, upper, lower])
                {
                    Name = "invariant interval", Tone = Tone.Muted, Faint = true, Interactive = false,
                },
                new LineMark([lower, upper], [lower, upper]) { Name = "f(x) = x", Tone = Tone.Muted, Dashed = true, Interactive = false },
                new LineMark([.. x], ys) { Name = "f", Tone = Tone.Ink, Interactive = false },
                .. Bars(entropy, shown, lower, side),
            ],
            Notes =
            [
                .. new[] { Undrawable.Note("f", ys, AxisScale.Linear) }.OfType<string>(),
                .. shown < entropy.Tower.Length ? [$"The first {shown} of {entropy.Tower.Length} nodes are shown."] : Array.Empty<string>(),
            ],
        };
    }

    private static IEnumerable<Mark> Bars(EntropyResult entropy, int shown, double lower, double side)
    {
        if (shown == 0)
        {
            yield break;
        }

        double top = lower - (Margin * side);
        double gap = Gap(shown) * side;
        double[] segments = new double[4 * shown];
        for (int i = 0; i < shown; i++)
        {
            (segments[4 * i], segments[(4 * i) + 2]) = entropy.Tower[i];
            segments[(4 * i) + 1] = segments[(4 * i) + 3] = top - (i * gap);
        }

        yield return new SegmentsMark([.. segments]) { Name = "nodes of the tower", Tone = Tone.Blue };
    }

    // Distance of two bars, as a share of the square's side.
    private static double Gap(int shown) => shown == 0 ? 0 : Math.Min(WidestGap, Below / shown);

    private static string Describe(EntropyResult entropy) =>
        $"Graph of f over its invariant interval {Range(entropy.Invariant.Lower, entropy.Invariant.Upper)}, {entropy.Laps} {(entropy.Laps == 1 ? "lap" : "laps")}; "
        + $"tower of {entropy.Nodes} {(entropy.Nodes == 1 ? "node" : "nodes")}.";

    private static string Range(double lower, double upper) => $"[{NumberText.Compact(lower)}, {NumberText.Compact(upper)}]";
}
