// What depth buys: networks that represent f^k for two maps of the interval, and trained networks of growing depth and width, with certified intervals of their
// topological entropy beside the bound that architecture sets. Usage: DepthWidthStudy [folder] [--short]
using System.Collections.Immutable;
using System.Globalization;
using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Html;
using TorchDynInspect.Samples.DepthWidthStudy;

bool brief = args.Contains("--short");
string folder = args.FirstOrDefault(a => !a.StartsWith('-')) ?? ".";
Directory.CreateDirectory(folder);
(int k, int steps) = brief ? (2, 150) : (3, 3000);
int[] layers = brief ? [1, 2] : [1, 2, 3];
int[] widths = brief ? [2, 4] : [2, 4, 8, 16, 32];
int[] depths = [1, 2, 3, 6]; // divisors of the iterate that is represented
int seeds = brief ? 1 : 5;

foreach (TargetMap target in new[] { TargetMap.Tent, TargetMap.PeriodThree })
{
    ImmutableArray<Representation> exact = [.. depths.Select(l => Representation.Of(target, 6, l))];
    Print(StudyReport.RepresentationTable(exact));
    ImmutableArray<Approximation> trained =
    [
        .. from l in layers
           from m in widths
           from seed in Enumerable.Range(0, seeds)
           select Approximation.Of(target, k, l, m, seed, steps),
    ];
    DataTable table = StudyReport.ApproximationTable(target, k, trained);
    string name = target.Name.Replace(' ', '-');
    HtmlReport.Write(StudyReport.Of(target, k, exact, trained), Path.Combine(folder, $"depth-width-{name}.html"));
    File.WriteAllLines(
        Path.Combine(folder, $"depth-width-{name}.csv"), [.. new[] { table.Columns }.Concat(table.Rows).Select(row => string.Join(',', row.Select(Quoted)))]);
    foreach (IGrouping<int, Approximation> group in trained.GroupBy(a => a.Layers))
    {
        Approximation best = group.MinBy(a => a.Loss)!;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Name} f^{k}, {group.Key} layers: best of {group.Count()} has m = {best.Width}, loss {best.Loss:E1}, h in [{best.Entropy.Lower:F4}, {best.Entropy.Upper:F4}], k h = {k * target.Entropy:F4}"));
    }
}

static void Print(DataTable table)
{
    Console.WriteLine(string.Join('\t', table.Columns));
    foreach (ImmutableArray<string> row in table.Rows)
    {
        Console.WriteLine(string.Join('\t', row));
    }
}

static string Quoted(string cell) => cell.Contains(',', StringComparison.Ordinal) ? $"\"{cell}\"" : cell;
