using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>An enclosure of the entropy, its bounds by theorem, laps and periods.</summary>
internal static class EntropyTable
{
    private const int MostCoefficients = 24;

    public static void Show(IAnsiConsole console, EntropyResult entropy)
    {
        console.MarkupLine($"[bold]topological entropy in {Range(entropy.Lower, entropy.Upper).EscapeMarkup()}[/] nats a step (evidence: {Word(entropy.Evidence)})");
        string of = entropy.Escapes ? "on the points whose orbits never leave" : "as a map of the invariant interval";
        console.Line($"{of} {Range(entropy.Invariant.Lower, entropy.Invariant.Upper)}, asked about {Range(entropy.Asked.Lower, entropy.Asked.Upper)}");
        string tower = entropy.Closed ? "closed: e^h is an algebraic number" : "cut, edges redirected both ways";
        console.Line($"complete: {(entropy.Complete ? "yes" : "no, wider than the tolerance")}; tower of {entropy.Nodes:N0} nodes, {tower}; {entropy.Laps:N0} laps");
        if (!entropy.Polynomial.IsEmpty)
        {
            console.Line($"e^h is the largest root of {Polynomial(entropy.Polynomial)}");
        }

        if (!entropy.LapCounts.IsEmpty)
        {
            console.Line($"laps of f, f², …: {string.Join(", ", entropy.LapCounts.Select(n => n.ToString("N0", CultureInfo.InvariantCulture)))}");
        }

        if (!entropy.Periods.IsEmpty)
        {
            console.Line($"least periods that occur: {string.Join(", ", entropy.Periods)}");
        }

        EntropyBoundsTable.ShowBounds(console, entropy.Bounds);
        TheoryListing.Show(console, entropy.Theory);
        foreach (string remark in entropy.Remarks)
        {
            console.Line(remark);
        }
    }

    private static string Polynomial(ImmutableArray<string> coefficients)
    {
        int degree = coefficients.Length - 1;
        if (degree >= MostCoefficients)
        {
            return $"an integer polynomial of degree {degree} (--json prints it)";
        }

        IEnumerable<string> terms = coefficients.Index().Where(term => term.Item != "0").Select(term => Term(term.Item, degree - term.Index));
        return string.Join(" ", terms).TrimStart('+').TrimStart();
    }

    private static string Term(string coefficient, int power)
    {
        string sign = coefficient.StartsWith('-') ? "−" : "+";
        string size = coefficient.TrimStart('-');
        string x = power switch { 0 => string.Empty, 1 => "x", _ => $"x^{power}" };
        return $"{sign} {(size == "1" && power > 0 ? string.Empty : size)}{x}";
    }

    private static string Range(double lower, double upper) =>
        $"[{lower.ToString("R", CultureInfo.InvariantCulture)}, {upper.ToString("R", CultureInfo.InvariantCulture)}]";

    private static string Word(EvidenceLevel evidence) => evidence.ToString().ToLowerInvariant();
}
