using System.Numerics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;
using TorchDynInspect.Training.TimeSeries;

namespace TorchDynInspect.Training.Tests.TimeSeries;

[Collection("torch")]
public sealed class OneStepMapTests
{
    private static readonly OneStepOptions Short = new() { Epochs = 60, InspectEvery = 20 };

    [Fact]
    public void The_linear_fit_of_a_linear_series_is_that_map()
    {
        OneStepFit fit = OneStepMap.Learn(Spiral(), Short);
        AffineMap map = fit.Linear.AffineMap([0.0, 0]);
        Complex eigenvalue = Spectrum.Of(map.A).Eigenvalues[0];
        Assert.Equal(0.95, Complex.Abs(eigenvalue), 1e-10);
        Assert.Equal(0.6, eigenvalue.Phase, 1e-10);
        Assert.Equal(0, fit.LinearError, 1e-20);
        Assert.True(fit.PersistenceError > 0.1);
    }

    [Fact]
    public void Training_lowers_the_error_and_every_inspection_is_on_record()
    {
        OneStepFit fit = OneStepMap.Learn(Spiral(), Short);
        Assert.Equal(StopReason.Completed, fit.Training.Stopped);
        Assert.True(fit.Error < fit.Training.Epochs[0].TrainingLoss);
        Assert.All(fit.History.Snapshot(), record => Assert.Equal(InspectionOutcome.Measured, record.Outcome));
        Assert.Equal([0, 20, 40, 60], fit.History.Series("fixed_points.count").Select(point => point.Epoch));
    }

    [Fact]
    public void A_seed_gives_the_same_network_again() =>
        Assert.Equal(OneStepMap.Learn(Spiral(), Short).Network, OneStepMap.Learn(Spiral(), Short).Network);

    [Fact]
    public void The_learned_map_is_the_standardised_one_in_other_coordinates()
    {
        StateSeries series = Spiral();
        OneStepFit fit = OneStepMap.Learn(series, Short);
        double[] x = series.States.Row(3).ToArray();
        double[] standard = fit.Standardisation.Apply(new Matrix(1, 2, x)).Row(0).ToArray();
        double[] image = fit.Network.Evaluate(x);
        double[] expected = fit.Standardised.Evaluate(standard);
        Assert.All([0, 1], j => Assert.Equal(fit.Standardisation.Mean[j] + (fit.Standardisation.Deviation[j] * expected[j]), image[j], 1e-12));
    }

    [Fact]
    public void A_throwing_callback_or_recorder_stops_nothing()
    {
        OneStepFit fit = OneStepMap.Learn(Spiral(), Short, [new ThrowingRecorder()], [new ThrowingCallback()]);
        Assert.Equal(StopReason.Completed, fit.Training.Stopped);
        Assert.Equal(60, fit.Training.Epochs.Length);
        Assert.NotEmpty(fit.Training.Faults);
    }

    [Fact]
    public void Cancellation_returns_what_was_learned_so_far()
    {
        using CancellationTokenSource source = new();
        OneStepFit fit = OneStepMap.Learn(Spiral(), Short, callbacks: [new CancelAfter(source, 10)], cancellation: source.Token);
        Assert.Equal(StopReason.Cancelled, fit.Training.Stopped);
        Assert.Equal(10, fit.Training.Epochs.Length);
    }

    // x ↦ 0.95·R(0.6) x + (1, 2), thirty states of it.
    private static StateSeries Spiral()
    {
        (double s, double c) = Math.SinCos(0.6);
        double[] states = new double[60];
        (states[0], states[1]) = (6, -3);
        for (int t = 1; t < 30; t++)
        {
            (double x, double y) = (states[(2 * t) - 2], states[(2 * t) - 1]);
            states[2 * t] = (0.95 * ((c * x) - (s * y))) + 1;
            states[(2 * t) + 1] = (0.95 * ((s * x) + (c * y))) + 2;
        }

        return new StateSeries(["x", "y"], [.. Enumerable.Range(0, 30).Select(t => (double)t)], new Matrix(30, 2, states));
    }

    private sealed class ThrowingRecorder : IRecorder
    {
        public void Record(InspectionRecord record) => throw new IOException("the disk is on fire");
    }

    private sealed class ThrowingCallback : ITrainingCallback
    {
        public void EpochEnds(TrainingContext context, EpochSummary epoch) => throw new InvalidOperationException("a callback's own fault");
    }

    private sealed class CancelAfter(CancellationTokenSource source, int epochs) : ITrainingCallback
    {
        public void EpochEnds(TrainingContext context, EpochSummary epoch)
        {
            if (epoch.Epoch == epochs)
            {
                source.Cancel();
            }
        }
    }
}
