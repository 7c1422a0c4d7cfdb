using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Training.TimeSeries;

namespace TorchDynInspect.Training.Tests.TimeSeries;

[Collection("torch")]
public sealed class SeriesFieldTests
{
    private static readonly SeriesFieldOptions Short = new() { Epochs = 40, Horizon = 3, InspectEvery = 20 };

    // x(t) = 3 + 2e^(−0.1t) cos t, y(t) = −1 + 2e^(−0.1t) sin t, twice a unit of time.
    private static StateSeries Spiral() => new(
        ["x", "y"],
        [.. Enumerable.Range(0, 20).Select(i => 0.5 * i)],
        new Matrix(20, 2, [.. Enumerable.Range(0, 20).Select(i => 0.5 * i).SelectMany(t => new[]
        {
            3 + (2 * Math.Exp(-0.1 * t) * Math.Cos(t)), -1 + (2 * Math.Exp(-0.1 * t) * Math.Sin(t)),
        })]));

    [Fact]
    public void Training_lowers_the_loss_and_every_inspection_is_on_record()
    {
        SeriesFieldFit fit = SeriesField.Learn(Spiral(), Short);
        Assert.Equal(StopReason.Completed, fit.Training.Stopped);
        Assert.True(fit.Training.Epochs[^1].TrainingLoss < 0.5 * fit.Training.Epochs[0].TrainingLoss);
        Assert.All(fit.History.Snapshot(), record => Assert.Equal(InspectionOutcome.Measured, record.Outcome));
        Assert.Equal([0, 20, 40], fit.History.Series("equilibria.count").Select(point => point.Epoch));
        Assert.Equal(40, fit.EvaluationsPerTrajectory.Length);
        Assert.All(fit.EvaluationsPerTrajectory, evaluations => Assert.True(evaluations > 6));
    }

    [Fact]
    public void A_seed_gives_the_same_field_again_and_another_seed_another()
    {
        Network field = SeriesField.Learn(Spiral(), Short).Field;
        Assert.Equal(field, SeriesField.Learn(Spiral(), Short).Field);
        Assert.NotEqual(field, SeriesField.Learn(Spiral(), Short with { Seed = 1 }).Field);
    }

    [Fact]
    public void The_field_is_conjugated_into_the_coordinates_and_the_time_of_the_series()
    {
        SeriesFieldFit fit = SeriesField.Learn(Spiral(), Short with { Epochs = 2 });
        Flow flow = Assert.IsType<Flow>(Assert.Single(fit.Network.Layers));
        Assert.Equal((0.5, fit.Field), (flow.Time, flow.Field));
        Assert.Equal(fit.Standardised.ParameterCount, fit.Field.ParameterCount);
        double[] x = [2.5, -0.5];
        double[] standard = fit.Standardised.Evaluate([.. x.Select((value, j) => (value - fit.Standardisation.Mean[j]) / fit.Standardisation.Deviation[j])]);
        double[] found = fit.Field.Evaluate(x);
        Assert.All([0, 1], j => Assert.Equal(fit.Standardisation.Deviation[j] * standard[j], found[j], 1e-13));
    }
}
