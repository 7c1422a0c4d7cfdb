using TorchDynInspect.Reporting.Figures;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>A named sequence of values with its own abscissae, e.g. a loss that was recorded every fifth epoch.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">Abscissae.</param>
/// <param name="Values">Values, as many; NaN leaves a gap.</param>
public sealed record Series(string Name, double[] X, double[] Values)
{
    /// <summary>The role of its colour; null for the next one of the chart.</summary>
    public Tone? Tone { get; init; }
}
