namespace TorchDynInspect.Training.Tests.Fitting;

public class ImprovementTrackerTests
{
    private static (int? BestEpoch, int Without) After(double minDelta, params double[] losses)
    {
        ImprovementTracker tracker = new(minDelta);
        for (int i = 0; i < losses.Length; i++)
        {
            tracker.Take(i + 1, losses[i]);
        }

        return (tracker.BestEpoch, tracker.EpochsWithout);
    }

    [Fact]
    public void The_smallest_loss_is_the_best_and_the_epochs_since_are_counted() => Assert.Equal((3, 2), After(0, 5, 4, 2, 3, 2));

    [Fact]
    public void A_decrease_within_the_minimum_change_is_no_improvement() => Assert.Equal((1, 3), After(1, 5, 4.5, 4, 4.2));

    [Fact]
    public void Small_decreases_add_up_because_they_are_measured_against_the_best() => Assert.Equal((4, 0), After(1, 5, 4.6, 4.2, 3.8));

    [Fact]
    public void Nan_is_never_an_improvement() => Assert.Equal((2, 1), After(0, double.NaN, 3, double.NaN));

    [Fact]
    public void Infinity_is_not_a_best_loss() => Assert.Equal(((int?)null, 1), After(0, double.PositiveInfinity));
}
