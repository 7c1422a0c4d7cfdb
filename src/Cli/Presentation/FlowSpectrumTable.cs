using System.Collections.Immutable;
using System.Numerics;
using Spectre.Console;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>The eigenvalues of a flow layer's field beside those of its time-T map.</summary>
internal static class FlowSpectrumTable
{
    private const int MostRows = 64;

    public static void Show(IAnsiConsole console, ImmutableArray<FlowSpectrum> flows)
    {
        foreach (FlowSpectrum flow in flows)
        {
            Table table = Tables.Create(">#", ">eigenvalue λ of Df", ">Re λ", ">multiplier μ of Dφ_T", ">|μ|");
            for (int i = 0; i < Math.Min(flow.Field.Eigenvalues.Length, MostRows); i++)
            {
                (Complex rate, Complex multiplier) = (flow.Field.Eigenvalues[i], flow.TimeMap.Eigenvalues[i]);
                table.AddTextRow(
                    $"{i + 1}", NumberText.Of(rate), NumberText.Of(rate.Real), NumberText.Of(multiplier), NumberText.Of(Complex.Abs(multiplier)));
            }

            console.Titled($"Flow layers[{flow.Layer}], T = {NumberText.Of(flow.Time)}, from the state {NumberText.OfPoint(flow.State.AsSpan())}", table);
            console.Note(
                $"evidence: {flow.Field.Evidence.ToString().ToLowerInvariant()}; largest Re λ {NumberText.Of(flow.SpectralAbscissa)}; as a flow Re λ < 0 contracts, as the map φ_T |μ| < 1 does. At an equilibrium μ = exp(Tλ), elsewhere not; "
                + "each column by its own modulus");
        }
    }
}
