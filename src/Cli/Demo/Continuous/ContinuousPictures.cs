using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Training;
using Drawn = TorchDynInspect.Reporting.Charts.Trajectory;

namespace TorchDynInspect.Cli.Demo.Continuous;

/// <summary>The learned field, its trajectories and its training as pictures.</summary>
internal static class ContinuousPictures
{
    private const string Learned = "learned field";
    private const string Classical = "Lotka–Volterra fit";

    public static Figure Portrait(ContinuousAudit audit)
    {
        PlaneGrid grid = new(audit.Box, 19, 19);
        Matrix logs = audit.Series.Logarithms().States;
        (double prey, double predators) = audit.LotkaVolterra.System.Equilibrium;
        PlaneOptions options = new()
        {
            Title = "Phase portrait of the learned field",
            XLabel = "ln hares (thousands)",
            YLabel = "ln lynxes (thousands)",
            Trajectories =
            [
                Drawn.Of("observations", logs) with { Labels = [.. audit.Series.Times.Select(time => $"{time:F0}")] },
                Drawn.Of("trajectory of the learned field", audit.Path.States) with { ShowPoints = false, MarkStart = true, Tone = Tone.Orange },
                Drawn.Of(Classical, audit.LotkaVolterraPath.States) with { ShowPoints = false, Dashed = true, Tone = Tone.Purple },
                new Drawn("Lotka–Volterra equilibrium", [Math.Log(prey)], [Math.Log(predators)]) { Tone = Tone.Purple, Labels = ["equilibrium of the Lotka–Volterra fit, a centre"] },
            ],
            FixedPoints = audit.Equilibria.Points,
            PeriodicOrbits = audit.Orbits.Orbits,
        };
        Figure figure = VectorFieldChart.OfField(grid, audit.Fit.Field.Evaluate(grid.Points).Values, options);
        string all = audit.Equilibria.Complete ? $"All equilibria in the picture ({ContinuousText.Word(audit.Equilibria.Evidence)})" : "Some equilibria may have been missed";
        return figure with { Caption = $"{all}; trajectories: numerical.", Evidence = EvidenceLevel.Numerical };
    }

    /// <summary>One population against time: data, both systems.</summary>
    public static Figure Population(ContinuousAudit audit, int coordinate, string name)
    {
        double[] times = [.. audit.Path.Times.Select(t => audit.Series.Times[0] + t)];
        return PathChart.WithObservations(
            $"{name} over time",
            "year",
            $"{name.ToLowerInvariant()} (thousands)",
            AxisScale.Logarithmic,
            [new Series(Learned, times, Populations(audit.Path.States)) { Tone = Tone.Orange }, new Series(Classical, times, Populations(audit.LotkaVolterraPath.States)) { Tone = Tone.Purple }],
            [new Series("observations", [.. audit.Series.Times], [.. Enumerable.Range(0, audit.Series.States.Rows).Select(i => audit.Series.States[i, coordinate])])])
            with { Evidence = EvidenceLevel.Numerical };

        double[] Populations(Matrix logs) => [.. Enumerable.Range(0, logs.Rows).Select(i => Math.Exp(logs[i, coordinate]))];
    }

    public static Figure Loss(ContinuousAudit audit)
    {
        ImmutableArray<EpochSummary> epochs = audit.Fit.Training.Epochs;
        return LossChart.Of([.. epochs.Select(e => (double)e.Epoch)], ("training", [.. epochs.Select(e => e.TrainingLoss)])) with
        {
            Caption = "Mean squared error of the trajectories from every observation, in shares of the variance.",
        };
    }

    public static Figure Effort(ContinuousAudit audit)
    {
        double[] epochs = [.. audit.Fit.Training.Epochs.Select(e => (double)e.Epoch)];
        return LineChart.Of(
            "Evaluations of the field per trajectory over training", "epoch", epochs, "evaluations", AxisScale.Linear, ("forward solve", [.. audit.Fit.EvaluationsPerTrajectory])) with
        {
            Caption = "What the adaptive solver needs for one trajectory over the horizon, averaged over the starts.",
        };
    }

    /// <summary>max Re λ at the equilibrium over training, against the border of stability of a flow, 0.</summary>
    public static Figure SpectralAbscissa(ContinuousAudit audit)
    {
        // With several equilibria there is no one curve to follow: the line pauses.
        InspectionRecord[] single = [.. audit.Fit.History.Snapshot().Where(r => r.Find("equilibria.count")?.Value == 1)];
        double[] values = [.. single.Select(r => r.Find("equilibrium.spectral_abscissa")!.Value)];
        Figure lines = LineChart.Of(
            "Stability of the equilibrium over training", "epoch", "largest Re λ (a year)", AxisScale.Linear,
            new Series("at the equilibrium", [.. single.Select(r => (double)r.Epoch)], values));
        return lines with
        {
            Y = Axis.Covering("largest Re λ (a year)", values.Append(0)),
            Marks = lines.Marks.Insert(0, new RuleMark(0) { Name = "border of stability", Tone = Tone.Muted }),
            Evidence = EvidenceLevel.Numerical,
        };
    }
}
