using Spectre.Console;
using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Dynamics.FixedPoints;

namespace TorchDynInspect.Cli.Demo;

/// <summary>The audit as a table to read in a terminal.</summary>
internal static class SeriesTable
{
    public static void Show(IAnsiConsole console, SeriesAudit audit)
    {
        Table table = Tables.Create("reading", ">learned", ">linear fit", "evidence");
        table.AddTextRow(
            "one-step error (share of variance)", NumberText.Of(audit.Fit.Error, 3), NumberText.Of(audit.Fit.LinearError, 3), "on the training years");
        table.AddTextRow(
            "fixed points found", $"{audit.FixedPoints.Points.Length}", $"{audit.LinearFixedPoints.Points.Length}", Word(audit.FixedPoints));
        int rows = Math.Max(audit.FixedPoints.Points.Length, audit.LinearFixedPoints.Points.Length);
        for (int i = 0; i < rows; i++)
        {
            FixedPoint? learned = audit.FixedPoints.Points.ElementAtOrDefault(i);
            FixedPoint? linear = audit.LinearFixedPoints.Points.ElementAtOrDefault(i);
            string evidence = (learned ?? linear)!.Evidence.ToString().ToLowerInvariant();
            table.AddTextRow($"fixed point {i + 1}: hares, lynxes (thousands)", Populations(learned), Populations(linear), evidence);
            table.AddTextRow("  stability as a map", Stability(learned), Stability(linear), evidence);
            table.AddTextRow("  eigenvalues λ", Eigenvalue(learned), Eigenvalue(linear), evidence);
            table.AddTextRow("  |λ|", Modulus(learned), Modulus(linear), evidence);
            table.AddTextRow("  period implied by arg λ (years)", Period(audit, learned), Period(audit, linear), evidence);
        }

        string rotation = audit.Rotation is { } r && double.IsFinite(r.Period) ? NumberText.Of(r.Period * audit.Series.Step, 4) : "–";
        table.AddTextRow("period of the orbit from 1920 on (years)", rotation, "–", "sampled");
        table.AddTextRow("largest ‖A*‖₂ at the observations", NumberText.Of(audit.SecantNorms.Max(), 4), "–", "sampled");
        table.AddTextRow("largest ‖b*‖₂ at the observations", NumberText.Of(audit.OffsetNorms.Max(), 4), "–", "sampled");
        table.AddTextRow("largest ‖Df‖₂ at the observations", NumberText.Of(audit.TangentNorms.Max(), 4), "–", "sampled");
        console.Titled("Hare and lynx, Hudson Bay: the learned yearly map beside the linear fit", table);
        console.Line(Verdict(audit));
        console.Note($"norms and maps on natural logarithms of thousands; {Completeness(audit)}");
    }

    /// <summary>The finding in one sentence.</summary>
    public static string Verdict(SeriesAudit audit)
    {
        if (audit.FixedPoints.Points is not [var point])
        {
            return $"The learned yearly map has {audit.FixedPoints.Points.Length} fixed points {(audit.FixedPoints.Complete ? Where(audit) : "that the search found")}.";
        }

        string[] thousands = [.. point.X.Select(x => NumberText.Of(Math.Exp(x), 3))];
        string count = audit.FixedPoints.Complete ? $"there is exactly one fixed point {Where(audit)}" : "one fixed point was found";
        string kind = $"{count}, at {thousands[0]} thousand hares and {thousands[1]} thousand lynxes, "
            + $"{point.Stability.ToString().ToLowerInvariant()} (|λ| = {Modulus(point)})";
        return audit.Rotation is { } rotation && double.IsFinite(rotation.Period)
            ? $"In the learned yearly map {kind}; orbits wind around it once in {rotation.Period * audit.Series.Step:F1} years."
            : $"In the learned yearly map {kind}.";
    }

    /// <summary>Whether the list of fixed points has them all, in one clause.</summary>
    public static string Completeness(SeriesAudit audit) => audit.FixedPoints.Complete
        ? $"every fixed point {Where(audit)} is listed ({Word(audit.FixedPoints)})"
        : $"fixed points {Where(audit)} may have been missed ({Word(audit.FixedPoints)})";

    /// <summary>A state on logarithms as populations in thousands.</summary>
    public static string Populations(FixedPoint? point) =>
        point is null ? "–" : string.Join(", ", point.X.Select(x => NumberText.Of(Math.Exp(x), 4)));

    private static string Where(SeriesAudit audit) =>
        $"in the box of {Range(audit, 0)} thousand hares and {Range(audit, 1)} thousand lynxes";

    private static string Range(SeriesAudit audit, int axis) =>
        $"{NumberText.Of(Math.Exp(audit.Box.Lower[axis]), 2)} to {NumberText.Of(Math.Exp(audit.Box.Upper[axis]), 2)}";

    private static string Stability(FixedPoint? point) => point?.Stability.ToString().ToLowerInvariant() ?? "–";

    private static string Eigenvalue(FixedPoint? point) => point is null
        ? "–"
        : point.Eigenvalues[0].Imaginary != 0
            ? NumberText.OfPair(point.Eigenvalues[0], 4)
            : string.Join(", ", point.Eigenvalues.Select(z => NumberText.Of(z, 4)));

    private static string Modulus(FixedPoint? point) => point is null ? "–" : NumberText.Of(point.Eigenvalues.Max(System.Numerics.Complex.Abs), 4);

    private static string Period(SeriesAudit audit, FixedPoint? point) =>
        point is not null && audit.ImpliedPeriod(point) is { } period ? NumberText.Of(period, 4) : "–";

    private static string Word(FixedPointResult result) => result.Evidence.ToString().ToLowerInvariant();
}
