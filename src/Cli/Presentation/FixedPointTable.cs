using System.Collections.Immutable;
using System.Numerics;
using Spectre.Console;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Orbits;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>Fixed points and cycles with stability and eigenvalues, how complete the list is, and the theorems beside it.</summary>
internal static class FixedPointTable
{
    private const int MostRows = 100;

    public static void Show(IAnsiConsole console, FixedPointResult result, string? picture = null, BasinResult? basins = null)
    {
        ShowEquilibria(console, result);
        ShowPoints(console, result);
        ShowContinua(console, result);
        ShowCycles(console, result);
        TheoryListing.Show(console, result.Theory);
        FixedPointOptions options = result.Options;
        string complete = result.Complete ? "yes" : "no, some may have been missed";
        string method = result.Method == FixedPointMethod.Newton ? $"{options.Starts:N0} Newton starts, seed {options.Seed}" : "method: " + Word(result.Method);
        console.Line($"complete: {complete} (evidence: {Word(result.Evidence)}, {method})");
        if (result.Interrupted)
        {
            console.Line("stopped early: the list holds what was found by then");
        }

        if (!result.Unresolved.IsEmpty)
        {
            console.Line($"undecided sub-boxes: {result.Unresolved.Length:N0}, outside of them the list is complete");
        }

        foreach (string remark in result.Remarks)
        {
            console.Line(remark);
        }

        if (picture is not null)
        {
            console.Line(basins is null ? $"picture: {picture}" : $"picture: {picture} ({FixedPointPicture.Summary(basins)})");
        }

        if (!result.Equilibria.IsEmpty)
        {
            console.Note("stability as a flow ẋ = f(x): attracting when all Re λ < 0, repelling when all Re λ > 0, saddle when both occur, neutral on Re λ = 0");
        }

        console.Note(
            "stability as a map x ↦ f(x): attracting when all |λ| < 1, repelling when all |λ| > 1, saddle when both occur, neutral on |λ| = 1");
    }

    private static void ShowPoints(IAnsiConsole console, FixedPointResult result)
    {
        if (result.Points.IsEmpty)
        {
            string found = result.Complete && result.Evidence == EvidenceLevel.Certified ? "exists" : "found";
            console.Line($"no {(result.Continua.IsEmpty ? string.Empty : "isolated ")}fixed point {found} in the box {BoxText.Of(result.Box)}");
            return;
        }

        List(
            console, "point", result.Points,
            $"Fixed points f(x) = x in the box {BoxText.Of(result.Box)}: {Summary(result.Points.Select(point => point.Stability))}",
            "eigenvalues λ of Df", ">largest |λ|", ">|f(x) − x|", LargestModulus);
    }

    private static void ShowEquilibria(IAnsiConsole console, FixedPointResult result)
    {
        if (result.Equilibria.IsEmpty)
        {
            return;
        }

        List(
            console, "equilibrium", result.Equilibria,
            $"Equilibria of the field in the box {BoxText.Of(result.Box)}: {Summary(result.Equilibria.Select(point => point.Stability))}, as a flow",
            "eigenvalues λ of the field", ">largest Re λ", ">|field|", LargestRealPart);
    }

    private static void List(
        IAnsiConsole console, string kind, ImmutableArray<FixedPoint> points, string title, string eigenvalues, string leading, string residual, Func<ImmutableArray<Complex>, string> lead)
    {
        Listing listing = new(title, 110, ">#", "x", "stability", eigenvalues, leading, residual, "evidence");
        foreach ((int i, FixedPoint point) in points.Take(MostRows).Index())
        {
            listing.Add(
                $"{i + 1}",
                NumberText.OfPoint(point.X.AsSpan(), 9, 4).EscapeMarkup(),
                Coloured(point.Stability),
                Eigenvalues(point.Eigenvalues).EscapeMarkup(),
                lead(point.Eigenvalues),
                NumberText.Of(point.Residual, 2),
                Word(point.Evidence));
        }

        listing.Show(console);
        ShowRemarks(console, kind, points.Select(point => point.Remark));
        if (points.Length > MostRows)
        {
            console.Note($"{points.Length - MostRows:N0} more are in --json");
        }
    }

    private static void ShowCycles(IAnsiConsole console, FixedPointResult result)
    {
        if (result.Cycles.IsEmpty)
        {
            if (result.Options.Period > 1)
            {
                string found = result.Complete && result.Evidence == EvidenceLevel.Certified ? "exists" : "found";
                console.Line($"no cycle of period 2 to {result.Options.Period} {found}");
            }

            return;
        }

        Listing listing = new(
            $"Cycles: {Summary(result.Cycles.Select(cycle => cycle.Stability))}",
            110,
            ">period", "points", "stability", "multipliers λ of D(f^k)", ">largest |λ|", "evidence");
        foreach (Cycle cycle in result.Cycles.Take(MostRows))
        {
            string points = string.Join(" → ", cycle.Points.Take(4).Select(x => NumberText.OfPoint(x.AsSpan(), 6, 4)));
            listing.Add(
                $"{cycle.Period}",
                (points + (cycle.Period > 4 ? " → …" : string.Empty)).EscapeMarkup(),
                Coloured(cycle.Stability),
                Eigenvalues(cycle.Multipliers).EscapeMarkup(),
                LargestModulus(cycle.Multipliers),
                Word(cycle.Evidence));
        }

        listing.Show(console);
        ShowRemarks(console, "cycle", result.Cycles.Select(cycle => cycle.Remark));
    }

    // Notes below a table, by row number.
    private static void ShowRemarks(IAnsiConsole console, string what, IEnumerable<string?> remarks)
    {
        foreach ((int i, string? remark) in remarks.Take(MostRows).Index())
        {
            if (remark is not null)
            {
                console.Note($"{what} {i + 1}: {remark}");
            }
        }
    }

    private static void ShowContinua(IAnsiConsole console, FixedPointResult result)
    {
        if (result.Continua.IsEmpty)
        {
            return;
        }

        Listing listing = new("Connected sets of fixed points", 110, ">#", "of", ">dimension", ">cells", "within", "evidence");
        foreach ((int i, FixedPointContinuum continuum) in result.Continua.Take(MostRows).Index())
        {
            listing.Add(
                $"{i + 1}",
                continuum.Period == 1 ? "fixed points" : $"points of period {continuum.Period}",
                $"{continuum.Dimension}",
                $"{continuum.Pieces.Length:N0}",
                BoxText.Of(continuum.Bounds).EscapeMarkup(),
                Word(continuum.Evidence));
        }

        listing.Show(console);
    }

    private static string Eigenvalues(ImmutableArray<Complex> values)
    {
        const int Most = 4;
        List<string> parts = [];
        int i = 0;
        while (i < values.Length && parts.Count < Most)
        {
            bool pair = values[i].Imaginary != 0 && i + 1 < values.Length && values[i + 1] == Complex.Conjugate(values[i]);
            parts.Add(pair ? NumberText.OfPair(values[i], 5) : NumberText.Of(values[i], 5));
            i += pair ? 2 : 1;
        }

        return string.Join(", ", parts) + (i < values.Length ? ", …" : string.Empty);
    }

    private static string LargestModulus(ImmutableArray<Complex> values) => values.IsEmpty ? "–" : NumberText.Of(values.Max(Complex.Abs));

    private static string LargestRealPart(ImmutableArray<Complex> values) => values.IsEmpty ? "–" : NumberText.Of(values.Max(value => value.Real));

    private static string Coloured(Stability stability) => stability switch
    {
        Stability.Attracting => "[green]attracting[/]",
        Stability.Repelling => "[red]repelling[/]",
        Stability.Saddle => "[yellow]saddle[/]",
        Stability.Neutral => "[blue]neutral[/]",
        _ => "undecided",
    };

    // "5 found, 2 attracting, 3 saddle"
    private static string Summary(IEnumerable<Stability> found)
    {
        Stability[] all = [.. found];
        IEnumerable<string> kinds = all
            .CountBy(stability => stability)
            .OrderBy(pair => pair.Key)
            .Select(pair => $"{pair.Value:N0} {pair.Key.ToString().ToLowerInvariant()}");
        return string.Join(", ", kinds.Prepend($"{all.Length:N0} found"));
    }

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
