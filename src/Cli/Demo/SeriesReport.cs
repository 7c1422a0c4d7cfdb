using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Cli.Demo.Continuous;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Json;
using TorchDynInspect.Training;
using TorchDynInspect.Training.TimeSeries;

namespace TorchDynInspect.Cli.Demo;

/// <summary>The audit as a page.</summary>
internal static class SeriesReport
{
    public static Report Of(SeriesAudit audit, OneStepOptions options, ContinuousAudit? continuous, SeriesFieldOptions fieldOptions)
    {
        Report map = OfMap(audit, options);
        return continuous is null ? map : map with
        {
            Subtitle = "A residual network learned the yearly map (hares, lynxes) ↦ (hares, lynxes) on logarithms, a neural ODE the vector field behind it; this is both as dynamical systems.",
            Verdict = map.Verdict with { Sentence = $"{map.Verdict.Sentence} {ContinuousText.Verdict(continuous)}" },
            Sections = [.. map.Sections, .. ContinuousSections.Of(continuous)],
            Run = [.. map.Run, .. ContinuousSections.Run(continuous, fieldOptions)],
            Results = [.. map.Results, .. ContinuousSections.Results(continuous)],
        };
    }

    private static Report OfMap(SeriesAudit audit, OneStepOptions options) => new()
    {
        Title = "Hare and lynx, Hudson Bay, 1900–1920",
        Subtitle = "A residual network learned the yearly map (hares, lynxes) ↦ (hares, lynxes) on logarithms; this is that map as a dynamical system.",
        Verdict = new Verdict(
            VerdictTone.Finding,
            SeriesTable.Verdict(audit),
            $"{char.ToUpperInvariant(SeriesTable.Completeness(audit)[0])}{SeriesTable.Completeness(audit)[1..]}."),
        Sections =
        [
            new Section(
                "Readings",
                [
                    new ReadingTable(SeriesReadings.Of(audit)),
                    Reporting.Documents.FixedPointTable.Of(audit.FixedPoints),
                    new TheoryTable([.. audit.FixedPoints.Theory, .. audit.Theory]),
                ]),
            new Section("The map", [new FigureRow([Field(audit), Norms(audit)])]),
            new Section("Training", [new FigureRow([Loss(audit), Radius(audit), Eigenvalues(audit), ErrorHistogram(audit)])]),
        ],
        Run =
        [
            new RunDetail("data", "Hudson's Bay Company pelts, thousands a year, 1900–1920 (Hewitt 1921, Odum 1953)"),
            new RunDetail(
                "model",
                $"x + g(x), g a {audit.Fit.Standardised.Inputs}-{options.Hidden}-{audit.Fit.Standardised.Outputs} tanh network in standard coordinates, "
                    + $"{audit.Fit.Standardised.ParameterCount} parameters"),
            new RunDetail(
                "optimizer", $"AdamW, learning rate {options.LearningRate} falling to 0 along a cosine, weight decay {options.WeightDecay}"),
            new RunDetail("epochs", $"{audit.Fit.Training.Epochs.Length} full-batch epochs ({audit.Fit.Training.Stopped})"),
            new RunDetail("seed", $"{options.Seed}"),
        ],
        Results =
        [
            new NamedResult("network", new NetworkInfoJson(audit.Fit.Network)),
            new NamedResult("fixedPoints", new FixedPointsJson(audit.FixedPoints)),
            new NamedResult("linearFixedPoints", new FixedPointsJson(audit.LinearFixedPoints)),
        ],
    };

    private static Figure Field(SeriesAudit audit)
    {
        PlaneGrid grid = new(audit.Box, 19, 19);
        PlaneOptions plane = Plane(audit, "The yearly step f(x) − x", withOrbit: true);
        return VectorFieldChart.OfMap(grid, audit.Fit.Network.Evaluate(grid.Points).Values, plane);
    }

    private static Figure Norms(SeriesAudit audit)
    {
        PlaneGrid grid = new(audit.Box, 64, 64);
        ReadOnlySpan<double> norms = audit.Fit.Network.AffineMaps(grid.Points, AffineForm.Secant).Spectra().Norms2.Span;
        return HeatMapChart.Of(grid, norms, "‖A*‖₂", 1, Plane(audit, "Norm of the pointwise affine map", withOrbit: false));
    }

    private static PlaneOptions Plane(SeriesAudit audit, string title, bool withOrbit)
    {
        Matrix logs = audit.Series.Logarithms().States;
        Trajectory data = Trajectory.Of("observations", logs) with { Labels = [.. audit.Series.Times.Select(time => $"{time:F0}")] };
        // A few hundred states show the attractor; the rest would only weigh on the page.
        Matrix late = audit.Orbit.After(audit.Orbit.States.Rows - 300).States;
        Trajectory orbit = Trajectory.Of("where orbits settle", late) with { AsDots = true };
        return new PlaneOptions
        {
            Title = title,
            XLabel = "ln hares (thousands)",
            YLabel = "ln lynxes (thousands)",
            Trajectories = withOrbit ? [data, orbit] : [data],
            FixedPoints = audit.FixedPoints.Points,
        };
    }

    private static Figure Loss(SeriesAudit audit)
    {
        ImmutableArray<EpochSummary> epochs = audit.Fit.Training.Epochs;
        return LossChart.Of([.. epochs.Select(e => (double)e.Epoch)], ("training", [.. epochs.Select(e => e.TrainingLoss)]));
    }

    private static Figure Radius(SeriesAudit audit)
    {
        // With several fixed points there is no one curve to follow: the line pauses.
        InspectionRecord[] single = [.. Searches(audit).Where(r => r.Find("fixed_points.count")!.Value == 1)];
        ImmutableArray<SeriesPoint> largest = audit.Fit.History.Series("jacobian.spectral_radius.max");
        return SpectralRadiusChart.Of(
            new Series(
                "at the fixed point",
                [.. single.Select(r => (double)r.Epoch)],
                [.. single.Select(r => r.Find("fixed_point.spectral_radius")!.Value)]),
            new Series("largest at the observations", [.. largest.Select(p => (double)p.Epoch)], [.. largest.Select(p => p.Value)]));
    }

    private static Figure Eigenvalues(SeriesAudit audit)
    {
        ImmutableArray<InspectionRecord> searches = Searches(audit);
        return EigenvalueChart.OverTraining(
            [.. searches.Select(r => (double)r.Epoch)],
            [.. searches.Select(EigenvaluesIn)],
            "Eigenvalues at the fixed points over training");
    }

    private static Figure ErrorHistogram(SeriesAudit audit)
    {
        Matrix logs = audit.Series.Logarithms().States;
        Matrix predicted = audit.Fit.Network.Evaluate(new Matrix(logs.Rows - 1, logs.Columns, logs.Values[..^logs.Columns]));
        double[] errors = predicted.Values.ToArray();
        for (int i = 0; i < errors.Length; i++)
        {
            errors[i] -= logs.Values[i + logs.Columns];
        }

        return HistogramChart.Of("One-step errors on logarithms", "predicted − observed", errors);
    }

    private static ImmutableArray<InspectionRecord> Searches(SeriesAudit audit) =>
        [.. audit.Fit.History.Snapshot().Where(r => r.Find("fixed_points.count") is not null)];

    private static Complex[] EigenvaluesIn(InspectionRecord record) =>
        [.. record.Metrics.Where(m => m.Name == "fixed_point.eigenvalues").SelectMany(m => m.ComplexValues)];
}
