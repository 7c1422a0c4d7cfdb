using Spectre.Console;
using TorchDynInspect.Dynamics.Spectra;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>Spectral radius and 2-norm over the sampled points: smallest, quartiles, largest and where.</summary>
internal static class SampledSpectraTable
{
    public static void Show(IAnsiConsole console, SampledSpectraJson result, int asked)
    {
        Listing listing = new(
            $"Spectra of Df at {result.Points.Length:N0} points of the box {BoxText.Of(result.Box)}",
            90,
            "quantity", ">smallest", ">median", ">mean", ">largest", "largest at x");
        if (result.Spectra[0].SpectralRadius is not null)
        {
            Add(listing, "spectral radius", result, spectrum => spectrum.SpectralRadius!.Value);
        }

        Add(listing, "‖Df‖₂", result, spectrum => spectrum.Norm2);
        listing.Show(console);
        if (result.Spectra[0].SpectralRadius is not null)
        {
            int contracting = result.Spectra.Count(spectrum => spectrum.SpectralRadius < 1);
            console.Line($"spectral radius below 1 at {contracting:N0} of {result.Points.Length:N0} points");
        }

        console.Note($"evidence: sampled (uniform points, seed {result.Seed}); a larger or smaller value may lie between them");
        if (result.Points.Length < asked)
        {
            console.Note($"stopped early: {result.Points.Length:N0} of {asked:N0} points");
        }
    }

    private static void Add(Listing listing, string name, SampledSpectraJson result, Func<Spectrum, double> quantity)
    {
        double[] values = [.. result.Spectra.Select(quantity)];
        int worst = Array.IndexOf(values, values.Max());
        double[] sorted = [.. values.Order()];
        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        listing.Add(
            name,
            NumberText.Of(sorted[0]),
            NumberText.Of(median),
            NumberText.Of(values.Average()),
            NumberText.Of(sorted[^1]),
            NumberText.OfPoint(result.Points[worst].AsSpan(), 4, 4));
    }
}
