using System.Collections.Immutable;
using System.Numerics;
using Spectre.Console;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>Eigenvalues with modulus and argument, singular values, norms.</summary>
internal static class SpectrumTable
{
    private const int MostRows = 64;

    public static void Show(IAnsiConsole console, Spectrum spectrum, double[] x)
    {
        string title = $"Spectrum of Df at x = {NumberText.OfPoint(x)}";
        if (!spectrum.Eigenvalues.IsEmpty)
        {
            console.Titled(title, Eigenvalues(spectrum.Eigenvalues));
        }
        else
        {
            console.Line(title);
        }

        if (spectrum.Eigenvalues.IsEmpty)
        {
            console.Note("Df is not square: it has singular values, but no eigenvalues");
        }

        Norms(spectrum).Show(console);
        string more = spectrum.SingularValues.Length > MostRows ? " …" : string.Empty;
        console.Line($"singular values  {string.Join("  ", spectrum.SingularValues.Take(MostRows).Select(s => NumberText.Of(s)))}{more}");
        console.Note(
            "evidence: numerical (floating point). |λ| < 1: the linearised map x ↦ f(x) contracts along that eigenvector; "
            + "stability is judged at fixed points only");
    }

    /// <summary>One row for a real eigenvalue, one for a conjugate pair.</summary>
    private static Table Eigenvalues(ImmutableArray<Complex> eigenvalues)
    {
        Table table = Tables.Create(">#", ">eigenvalue λ", ">|λ|", ">arg λ", "side of |λ| = 1");
        int i = 0;
        for (int row = 0; i < eigenvalues.Length && row < MostRows; row++)
        {
            Complex value = eigenvalues[i];
            bool pair = value.Imaginary != 0 && i + 1 < eigenvalues.Length && eigenvalues[i + 1] == Complex.Conjugate(value);
            double modulus = Complex.Abs(value);
            table.AddTextRow(
                pair ? $"{i + 1}, {i + 2}" : $"{i + 1}",
                pair ? NumberText.OfPair(value) : NumberText.Of(value),
                NumberText.Of(modulus),
                (pair ? "±" : string.Empty) + NumberText.Of(Math.Abs(value.Phase), 4),
                modulus < 1 ? "inside" : modulus > 1 ? "outside" : "on it");
            i += pair ? 2 : 1;
        }

        if (i < eigenvalues.Length)
        {
            table.AddTextRow("…", $"{eigenvalues.Length - i} more in --json", string.Empty, string.Empty, string.Empty);
        }

        return table;
    }

    private static Listing Norms(Spectrum spectrum)
    {
        Listing norms = new("Norms", 70, ">spectral radius", ">‖A‖₂", ">‖A‖₁", ">‖A‖∞", ">‖A‖F");
        norms.Add(
            spectrum.SpectralRadius is { } radius ? NumberText.Of(radius) : "–",
            NumberText.Of(spectrum.Norm2),
            NumberText.Of(spectrum.Norm1),
            NumberText.Of(spectrum.NormInfinity),
            NumberText.Of(spectrum.FrobeniusNorm));
        return norms;
    }
}
