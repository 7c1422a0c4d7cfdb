using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Documents;

/// <summary>Fixed points and cycles as a table, each beside its stability and evidence.</summary>
public static class FixedPointTable
{
    private const int MostShown = 6;

    /// <summary>The table, its caption saying whether the list is complete.</summary>
    /// <param name="result">A search for fixed points.</param>
    public static DataTable Of(FixedPointResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new DataTable(
            ["kind", "at", "eigenvalues", Measure(result), "stability", "residual", "evidence"],
            [
                .. result.Points.Select(p => Row(
                    p.Judged == SystemKind.Flow ? "equilibrium" : "fixed point",
                    p.X,
                    p.Eigenvalues,
                    Largest(p.Eigenvalues, p.Judged),
                    $"{p.Stability.Word()} ({p.Judged.Word()})",
                    p.Residual,
                    p.Evidence)),
                .. result.Cycles.Select(c => Row(
                    $"cycle of period {c.Period}", c.Points[0], c.Multipliers, Largest(c.Multipliers, SystemKind.Map), $"{c.Stability.Word()} (map)", c.Residual, c.Evidence)),
                .. result.Continua.Select(Row),
            ])
        {
            Caption = Caption(result),
            WhenEmpty = $"No fixed point was found in the box {NumberText.Box(result.Box)}.",
        };
    }

    private static ImmutableArray<string> Row(
        string kind, ImmutableArray<double> at, ImmutableArray<Complex> eigenvalues, string largest, string stability, double residual, EvidenceLevel evidence) =>
    [
        kind,
        Coordinates(at),
        string.Join("; ", eigenvalues.Take(MostShown).Select(z => NumberText.Compact(z, 4))) + (eigenvalues.Length > MostShown ? "; …" : string.Empty),
        largest,
        stability,
        NumberText.Compact(residual, 2),
        evidence.Word(),
    ];

    private static ImmutableArray<string> Row(FixedPointContinuum continuum) =>
    [
        (continuum.Period == 1 ? "continuum of fixed points" : $"continuum of points of period {continuum.Period}") + $", dimension {continuum.Dimension}",
        $"in {NumberText.Box(continuum.Bounds)}",
        "–",
        "–",
        "–",
        "0",
        continuum.Evidence.Word(),
    ];

    // What stability is judged by: of a map |λ| against 1, of a flow Re λ against 0.
    private static string Measure(FixedPointResult result) => result.Points.All(p => p.Judged == SystemKind.Map) ? "largest |λ|"
        : result.Points.All(p => p.Judged == SystemKind.Flow) && result.Cycles.IsEmpty ? "largest Re λ"
        : "largest Re λ of flows, |λ| of maps";

    private static string Largest(ImmutableArray<Complex> eigenvalues, SystemKind judged) => eigenvalues.IsEmpty
        ? "–"
        : NumberText.Compact(judged == SystemKind.Flow ? eigenvalues.Max(value => value.Real) : eigenvalues.Max(Complex.Abs), 5);

    private static string Coordinates(ImmutableArray<double> at) => at.Length <= MostShown
        ? NumberText.Point(at.AsSpan())
        : NumberText.Point(at.AsSpan()[..MostShown])[..^1] + $", … {at.Length} coordinates)";

    private static string Caption(FixedPointResult result)
    {
        string list = result.Complete
            ? $"Complete in the box {NumberText.Box(result.Box)} ({result.Evidence.Word()})."
            : $"Not proved complete in the box {NumberText.Box(result.Box)} ({result.Evidence.Word()}): "
                + (result.Method == FixedPointMethod.Newton ? $"{result.Options.Starts} starts, seed {result.Options.Seed}; " : string.Empty) + "further points may exist.";
        return list
            + (result.Unresolved.IsEmpty ? string.Empty : $" {result.Unresolved.Length} sub-boxes are undecided.")
            + (result.Interrupted ? " The search was cut short." : string.Empty)
            + string.Concat(result.Remarks.Select(remark => " " + remark));
    }
}
