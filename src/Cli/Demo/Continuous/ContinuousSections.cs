using System.Collections.Immutable;
using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Json;
using TorchDynInspect.Training.TimeSeries;

namespace TorchDynInspect.Cli.Demo.Continuous;

/// <summary>The part of the page that reads the series as a continuous system.</summary>
internal static class ContinuousSections
{
    public static ImmutableArray<Section> Of(ContinuousAudit audit) =>
    [
        new Section(
            "As a continuous system",
            [
                new Paragraph($"A neural ODE learned the vector field of the same series. {ContinuousText.Verdict(audit)} {ContinuousText.Fit(audit)}"),
                new ReadingTable(ContinuousReadings.Of(audit)),
                ContinuousReadings.Errors(audit),
                FixedPointTable.Of(audit.Equilibria),
                new TheoryTable([.. audit.Equilibria.Theory, .. audit.Orbits.Theory]),
                new FigureRow([ContinuousPictures.Population(audit, 0, "Hares"), ContinuousPictures.Population(audit, 1, "Lynxes")]),
                new FigureRow([ContinuousPictures.Portrait(audit), ContinuousPictures.SpectralAbscissa(audit)]),
            ]),
        new Section("Training of the field", [new FigureRow([ContinuousPictures.Loss(audit), ContinuousPictures.Effort(audit)])]),
    ];

    public static IEnumerable<RunDetail> Run(ContinuousAudit audit, SeriesFieldOptions options) =>
    [
        new RunDetail(
            "continuous model",
            $"ẋ = g(x), g a {audit.Fit.Standardised.Inputs}-{options.Hidden}-{audit.Fit.Standardised.Outputs} tanh network in standard coordinates, "
                + $"{audit.Fit.Standardised.ParameterCount} parameters; trajectories of up to {options.Horizon} years from every observation; dopri5, rtol {options.Tolerance}, "
                + "gradients through its steps"),
        new RunDetail(
            "continuous training",
            $"AdamW, learning rate {options.LearningRate} falling to 0 along a cosine, weight decay {options.WeightDecay}, "
                + $"{audit.Fit.Training.Epochs.Length} full-batch epochs ({audit.Fit.Training.Stopped}), seed {options.Seed}"),
    ];

    public static IEnumerable<NamedResult> Results(ContinuousAudit audit) =>
    [
        new NamedResult("flow", new NetworkInfoJson(audit.Fit.Network)),
        new NamedResult("equilibria", new FixedPointsJson(audit.Equilibria)),
        new NamedResult("periodicOrbits", new PeriodicOrbitsJson(audit.Orbits)),
        new NamedResult("lotkaVolterra", new LotkaVolterraJson(audit.LotkaVolterra, audit.LotkaVolterraErrors, audit.LotkaVolterraPeriod)),
    ];
}
