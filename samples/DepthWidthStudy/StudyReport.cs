using System.Collections.Immutable;
using System.Globalization;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Figures;

namespace TorchDynInspect.Samples.DepthWidthStudy;

/// <summary>The study as a page: what depth buys, exactly and by training.</summary>
internal static class StudyReport
{
    public static Report Of(TargetMap target, int k, ImmutableArray<Representation> representations, ImmutableArray<Approximation> approximations) => new()
    {
        Title = $"Depth against width: {target.Name} map, f^{k}",
        Subtitle = "Topological entropy of networks that represent an iterate, and of networks trained to approximate it (Bu, Zhang, Luo, arXiv 2010.07587).",
        Verdict = new Verdict(VerdictTone.Finding, Best(target, k, approximations)),
        Sections =
        [
            new Section(
                "Exact representations",
                [
                    new Paragraph("A network with l hidden layers of m units has at most (m+1)^l laps, so that k h(f) ≤ l log(m+1): the width demanded is e^(k h/l) − 1."),
                    RepresentationTable(representations),
                ]),
            new Section(
                "Trained networks",
                [
                    new FigureRow([EntropyAgainstWidth(target, k, approximations), LossAgainstWidth(approximations)]),
                    ApproximationTable(target, k, approximations),
                ]),
        ],
    };

    public static DataTable RepresentationTable(ImmutableArray<Representation> rows) => new(
        ["map", "iterate k", "layers l", "width m", "width demanded", "h lower", "h upper", "evidence"],
        [
            .. rows.Select(r => ImmutableArray.Create(
                r.Target.Name, $"{r.Iterate}", $"{r.Layers}", $"{r.Width}", $"{r.LeastWidth}", Text(r.Entropy.Lower), Text(r.Entropy.Upper), Word(r.Entropy))),
        ]);

    public static DataTable ApproximationTable(TargetMap target, int k, ImmutableArray<Approximation> rows) => new(
        ["layers l", "width m", "seed", "loss", "h lower", "h upper", "l log(m+1)", "wide enough for f^k", "evidence"],
        [
            .. rows.Select(a => ImmutableArray.Create(
                $"{a.Layers}",
                $"{a.Width}",
                $"{a.Seed}",
                Text(a.Loss),
                Text(a.Entropy.Lower),
                Text(a.Entropy.Upper),
                Text(a.Layers * Math.Log(a.Width + 1)),
                a.Layers * Math.Log(a.Width + 1) >= k * target.Entropy ? "yes" : "no, by E2",
                Word(a.Entropy))),
        ]);

    private static Figure EntropyAgainstWidth(TargetMap target, int k, ImmutableArray<Approximation> rows)
    {
        double[] widths = [.. rows.Select(a => (double)a.Width).Distinct().Order()];
        Series[] series =
        [
            .. rows.GroupBy(a => a.Layers).OrderBy(g => g.Key).Select(g => new Series(
                Name(g.Key), widths, [.. widths.Select(m => g.Where(a => a.Width == m).Select(a => a.Entropy.Upper).DefaultIfEmpty(double.NaN).Max())])),
            new Series("k h(f)", [widths[0], widths[^1]], [k * target.Entropy, k * target.Entropy]),
        ];
        return LineChart.Of("Largest entropy over seeds (upper ends)", "width m", "h, nats", AxisScale.Linear, series);
    }

    private static Figure LossAgainstWidth(ImmutableArray<Approximation> rows)
    {
        double[] widths = [.. rows.Select(a => (double)a.Width).Distinct().Order()];
        Series[] series =
        [
            .. rows.GroupBy(a => a.Layers).OrderBy(g => g.Key).Select(g => new Series(
                Name(g.Key), widths, [.. widths.Select(m => g.Where(a => a.Width == m).Select(a => a.Loss).DefaultIfEmpty(double.NaN).Min())])),
        ];
        return LineChart.Of("Smallest loss over seeds", "width m", "mean squared error", AxisScale.Logarithmic, series);
    }

    private static string Best(TargetMap target, int k, ImmutableArray<Approximation> rows)
    {
        Approximation best = rows.MinBy(a => a.Loss)!;
        return $"The best of {rows.Length} trained networks has {Name(best.Layers)} of {best.Width}, loss {Text(best.Loss)} and entropy in "
            + $"[{Text(best.Entropy.Lower)}, {Text(best.Entropy.Upper)}]; f^{k} has {Text(k * target.Entropy)}.";
    }

    private static string Name(int layers) => layers == 1 ? "1 layer" : $"{layers} layers";

    private static string Word(EntropyResult entropy) => entropy.Evidence.ToString().ToLowerInvariant();

    private static string Text(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
