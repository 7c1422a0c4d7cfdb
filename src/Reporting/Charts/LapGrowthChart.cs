using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>
/// Laps of f^n against n on a logarithmic scale, with lines of slope h: the enclosure of the entropy and the bounds of theory. Laps stay above e^(nh)
/// (Misiurewicz and Szlenk 1980: lap numbers are submultiplicative with rate e^h), and below every line of an upper bound through the first lap count at most by a factor.
/// </summary>
public static class LapGrowthChart
{
    private const int MostBounds = 4;

    /// <summary>Draws the growth.</summary>
    /// <param name="entropy">The enclosure with lap counts and bounds.</param>
    /// <exception cref="InvalidInputException">No laps were counted.</exception>
    public static Figure Of(EntropyResult entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        if (entropy.LapCounts.IsEmpty)
        {
            throw new InvalidInputException("lap growth: no laps were counted, expected at least those of f");
        }

        double[] n = [.. Enumerable.Range(1, entropy.LapCounts.Length).Select(i => (double)i)];
        double[] laps = [.. entropy.LapCounts.Select(count => (double)count)];
        double top = laps.Max() * 100;
        return new Figure
        {
            Title = "Laps of the iterates",
            Description = $"Laps of f^n for n = 1 … {n.Length}: {string.Join(", ", entropy.LapCounts.Select(c => c.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)))}.",
            Caption = $"Lines e^(nh): a bound of the entropy is a slope. h is in [{NumberText.Compact(entropy.Lower)}, {NumberText.Compact(entropy.Upper)}].",
            X = new Axis("n", 0.8, n[^1] + 0.2) { WholeNumbers = true },
            Y = new Axis("laps of fⁿ", 0.8, top, AxisScale.Logarithmic),
            Evidence = entropy.Evidence,
            Marks =
            [
                Growth($"e^(nh), h = {NumberText.Compact(entropy.Upper, 6)}", entropy.Upper, n, top, Tone.Blue, dashed: false),
                .. Upper(entropy).Select((bound, i) =>
                    Growth($"{bound.Theorem}: h ≤ {NumberText.Compact(bound.Value, 4)}", bound.Value, n, top, Palette.OfSeries(i + 1), dashed: true)),
                new PointsMark([.. n], [.. laps])
                {
                    Name = "laps",
                    Tone = Tone.Ink,
                    Radius = 3.2,
                    Labels = [.. entropy.LapCounts.Select((count, i) => $"laps of f^{i + 1}: {count}")],
                },
            ],
        };
    }

    // Bounds of one theorem at one value say the same; the sharpest ones are worth a line.
    private static IEnumerable<EntropyBound> Upper(EntropyResult entropy) => entropy.Bounds
        .Where(bound => bound.Kind == BoundKind.Upper && double.IsFinite(bound.Value))
        .OrderBy(bound => bound.Value)
        .DistinctBy(bound => bound.Theorem)
        .Take(MostBounds);

    private static LineMark Growth(string name, double rate, double[] n, double top, Tone tone, bool dashed)
    {
        // Lines leave the frame at the top, not by a clipped last point.
        double end = rate > 0 ? Math.Min(n[^1], Math.Log(top) / rate) : n[^1];
        double[] x = [1, Math.Max(1, end)];
        return new LineMark([.. x], [.. x.Select(t => Math.Exp(rate * t))]) { Name = name, Tone = tone, Dashed = dashed, Interactive = false };
    }
}
