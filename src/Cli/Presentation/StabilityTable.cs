using System.Collections.Immutable;
using System.Numerics;
using Spectre.Console;
using TorchDynInspect.Dynamics.Attraction;
using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.TransitionGraphs;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>Norms over the cells, the fixed points with their regions of attraction, the transition graph, and the theorems beside them.</summary>
internal static class StabilityTable
{
    private const int MostRows = 100;

    public static void Show(
        IAnsiConsole console, DissipativityResult result, ImmutableArray<RegionOfAttraction?> regions, TransitionGraph? graph)
    {
        ShowNorms(console, result);
        ShowPoints(console, result, regions);
        if (graph is not null)
        {
            ShowGraph(console, graph);
        }

        TheoryListing.Show(console, result.Theory);
        console.Line($"complete: {(result.Complete ? "yes" : "no")} (evidence beside each number)");
        console.Note("a map x ↦ f(x) was judged; a fixed point attracts when the spectral radius of Df there is below 1; radii below 1 elsewhere prove nothing");
    }

    private static void ShowNorms(IAnsiConsole console, DissipativityResult result)
    {
        Table table = Tables.Create("norm", ">largest ‖A‖", ">largest ‖b‖", ">‖f(0)‖", ">layers' product", ">absorbing radius", "evidence");
        foreach (GrowthBound bound in result.Growth)
        {
            table.AddTextRow(
                bound.Norm switch { VectorNorm.One => "1", VectorNorm.Two => "2", _ => "∞" },
                NumberText.Of(bound.A),
                NumberText.Of(bound.SupremumB),
                bound.ValueAtOrigin is { } value ? NumberText.Of(value) : "–",
                NumberText.Of(bound.Global),
                bound.Radius is { } radius ? NumberText.Of(radius) + (bound.HasAbsorbingBall ? string.Empty : " (not in the box)") : "–",
                Word(bound.Evidence));
        }

        console.Titled(
            $"f(x) = A x + b on {result.Suprema.Cells:N0} cells of the box {BoxText.Of(result.Box)}; the largest ‖A‖ is the Lipschitz constant there", table);
        if (result.Suprema.SpectralRadius is { } largest)
        {
            console.Line($"largest spectral radius of A: {NumberText.Of(largest.Value)} ({Word(largest.Evidence)})");
        }

        string invariant = result.Invariance.IsForwardInvariant switch
        {
            true => "yes",
            false => $"no, {NumberText.OfPoint(result.Invariance.Witness.AsSpan())} leaves it",
            null => "not known",
        };
        console.Line($"f maps the box into itself: {invariant} ({Word(result.Invariance.Evidence)})");
        console.WriteLine();
    }

    private static void ShowPoints(IAnsiConsole console, DissipativityResult result, ImmutableArray<RegionOfAttraction?> regions)
    {
        if (result.FixedPoints.Points.IsEmpty)
        {
            console.Line(result.FixedPoints.Continua.IsEmpty
                ? "no fixed point found in the box"
                : $"{result.FixedPoints.Continua.Length} connected sets of fixed points, no isolated one");
            return;
        }

        Listing listing = new(
            "Fixed points", 110, "x", "stability", ">spectral radius", ">proved region", ">contraction there", ">region of attraction", "steps");
        foreach ((int i, FixedPoint point) in result.FixedPoints.Points.Take(MostRows).Index())
        {
            RegionOfAttraction? region = regions[i];
            listing.Add(
                NumberText.OfPoint(point.X.AsSpan(), 9, 4).EscapeMarkup(),
                $"{Word(point.Stability)} ({Word(point.StabilityEvidence)})",
                point.Eigenvalues.IsEmpty ? "–" : NumberText.Of(point.Eigenvalues.Max(Complex.Abs)),
                region?.Inner is { } inner ? $"volume {NumberText.Of(inner.Polytope.Volume)} ({Word(inner.Evidence)})" : "–",
                region?.Inner is { } proved ? NumberText.Of(proved.Contraction) : "–",
                region is null ? "–" : region.Inner is null ? region.Reason.EscapeMarkup() : $"volume {NumberText.Of(region.Volume)} ({Word(region.Evidence)})",
                region?.Inner is null ? "–" : $"{region.Shells[^1].Step}, {Ending(region.End)}");
        }

        listing.Show(console);
    }

    private static void ShowGraph(IAnsiConsole console, TransitionGraph graph)
    {
        Listing listing = new(
            $"Transition graph: {graph.Cells.Length:N0} cells, {graph.Edges.Edges:N0} edges, {graph.Leaves.Count(leaves => leaves):N0} cells leave the box; "
            + $"recurrent components ({Word(graph.Evidence)}{(graph.Complete ? string.Empty : ", not complete")})",
            80, ">#", ">cells", "forward invariant", "leads to");
        foreach ((int i, MorseNode node) in graph.Morse.Nodes.Take(MostRows).Index())
        {
            string targets = string.Join(", ", graph.Morse.Edges.Where(edge => edge.From == i).Select(edge => edge.To + 1));
            listing.Add($"{i + 1}", $"{node.Cells.Length:N0}", node.IsForwardInvariant ? "yes" : "no", targets.Length == 0 ? "–" : targets);
        }

        listing.Show(console);
        console.Note("every orbit that stays in the box ends in one of these components");
    }

    private static string Ending(AttractionEnd end) => end switch
    {
        AttractionEnd.Stationary => "stationary",
        AttractionEnd.Steps => "more may come",
        AttractionEnd.Polytopes => "too many parts",
        _ => "cut short",
    };

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
