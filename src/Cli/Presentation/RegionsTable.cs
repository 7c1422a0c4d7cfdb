using Spectre.Console;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Regions;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Suprema;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>A count of regions with its proof, and the suprema over them.</summary>
internal static class RegionsTable
{
    public static void Show(IAnsiConsole console, RegionCount count, CellDomain domain, SupremaResult? suprema, string? file, PlanarPartition? partition)
    {
        string cuts = domain.Halfspaces.IsEmpty ? string.Empty : $", cut by {domain.Halfspaces.Length} {(domain.Halfspaces.Length == 1 ? "halfspace" : "halfspaces")}";
        console.MarkupLine($"[bold]{count.Count:N0} linear regions[/] in the box {(BoxText.Of(domain.Box) + cuts).EscapeMarkup()}");
        console.Line($"complete: {(count.Complete ? "yes" : "no, at least as many")} (evidence: {Word(count.Evidence)}, {NumberText.Of(count.Seconds, 3)} s)");
        if (count.Undecided > 0)
        {
            console.Line($"undecided: {count.Undecided:N0} times a unit was within rounding of its breakpoint all over a part; --evidence certified decides it");
        }

        if (count.Proof is { } proof)
        {
            ShowProof(console, proof);
        }

        if (suprema is not null)
        {
            ShowSuprema(console, suprema);
        }

        if (partition is not null)
        {
            console.Line($"picture: {file} ({partition.Count:N0} regions{(partition.Complete ? string.Empty : ", not all")})");
        }

        console.Note(count.Definition);
    }

    private static void ShowProof(IAnsiConsole console, RegionProof proof)
    {
        console.Line(
            $"proof: {proof.Witnesses:N0} inner points ({proof.InRationals:N0} in exact rationals), {proof.InnerFacets:N0} facets found from both sides, "
            + $"{proof.BoundaryFacets:N0} on the boundary, Euler characteristic {proof.EulerCharacteristic}");
        if (proof.Failure is { } failure)
        {
            console.Line($"not proved: {failure}");
        }
    }

    private static void ShowSuprema(IAnsiConsole console, SupremaResult suprema)
    {
        Listing listing = new("Largest over the regions, f(x) = A x + b", 80, "quantity", ">value", "proved within", "in the region of x", "evidence");
        Add("‖A‖₂, the Lipschitz constant", suprema.Norm2);
        Add("‖A‖∞, that of the maximum norm", suprema.NormInfinity);
        Add("spectral radius of A", suprema.SpectralRadius);
        listing.Show(console);
        if (suprema.Determinants is { } signs)
        {
            console.Line($"det A: positive on {signs.Positive:N0} regions, negative on {signs.Negative:N0}, zero on {signs.Singular:N0}");
        }

        void Add(string name, Supremum? supremum)
        {
            if (supremum is not null)
            {
                listing.Add(
                    name,
                    NumberText.Of(supremum.Value, 9),
                    supremum.Enclosure is { } bounds ? $"[{NumberText.Of(bounds.Lower, 12)}, {NumberText.Of(bounds.Upper, 12)}]".EscapeMarkup() : "–",
                    NumberText.OfPoint(supremum.X.AsSpan(), 5, 4).EscapeMarkup(),
                    Word(supremum.Evidence));
            }
        }
    }

    private static string Word(EvidenceLevel evidence) => evidence.ToString().ToLowerInvariant();
}
