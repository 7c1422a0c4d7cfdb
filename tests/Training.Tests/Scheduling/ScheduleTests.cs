namespace TorchDynInspect.Training.Tests.Scheduling;

public class ScheduleTests
{
    private static long[] DueSteps(Schedule schedule, int steps) =>
    [
        .. from step in Enumerable.Range(1, steps)
           where schedule.IsDue(new InspectionMoment(MomentKind.Step, step, 0))
           select (long)step,
    ];

    private static int[] DueEpochs(Schedule schedule, int epochs) =>
        [.. Enumerable.Range(1, epochs).Where(epoch => schedule.IsDue(new InspectionMoment(MomentKind.Epoch, epoch * 7, epoch)))];

    [Fact]
    public void Every_n_epochs_is_due_at_the_multiples_of_n_and_never_within_an_epoch()
    {
        Schedule schedule = Schedule.EveryEpochs(3);
        Assert.Equal([3, 6, 9], DueEpochs(schedule, 11));
        Assert.Empty(DueSteps(schedule, 100));
    }

    [Fact]
    public void Every_n_steps_is_due_at_the_multiples_of_n_and_never_at_the_end_of_an_epoch()
    {
        Schedule schedule = Schedule.EverySteps(4);
        Assert.Equal([4, 8, 12], DueSteps(schedule, 15));
        Assert.Empty(DueEpochs(schedule, 20));
    }

    // The oracle is the definition: the distinct numbers ⌈10^(k/p)⌉, with exact powers of ten where p divides k.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void Logarithmic_is_due_at_the_ceilings_of_the_powers_of_ten(int pointsPerDecade)
    {
        const int steps = 100_000;
        var expected = new SortedSet<long>();
        for (int k = 0; k <= 5 * pointsPerDecade; k++)
        {
            decimal power = 1;
            for (int i = 0; i < k / pointsPerDecade; i++)
            {
                power *= 10;
            }

            int rest = k % pointsPerDecade;
            expected.Add(rest == 0 ? (long)power : (long)Math.Ceiling((double)power * Math.Pow(10, (double)rest / pointsPerDecade)));
        }

        Assert.Equal(expected, DueSteps(Schedule.Logarithmic(pointsPerDecade), steps));
    }

    [Fact]
    public void On_improvement_is_due_only_at_the_end_of_an_epoch_that_improved()
    {
        Schedule schedule = Schedule.OnImprovement;
        Assert.True(schedule.IsDue(new InspectionMoment(MomentKind.Epoch, 10, 1, Improved: true)));
        Assert.False(schedule.IsDue(new InspectionMoment(MomentKind.Epoch, 20, 2, Improved: false)));
        Assert.False(schedule.IsDue(new InspectionMoment(MomentKind.Step, 20, 2)));
    }

    [Fact]
    public void Start_and_end_are_moments_of_their_own()
    {
        foreach (MomentKind kind in Enum.GetValues<MomentKind>())
        {
            Assert.Equal(kind == MomentKind.Start, Schedule.AtStart.IsDue(new InspectionMoment(kind, 5, 5)));
            Assert.Equal(kind == MomentKind.End, Schedule.AtEnd.IsDue(new InspectionMoment(kind, 5, 5)));
        }
    }

    [Fact]
    public void Either_of_two_schedules_makes_an_inspection_due()
    {
        Schedule schedule = Schedule.EverySteps(2).Or(Schedule.EverySteps(3));
        Assert.Equal([2, 3, 4, 6, 8, 9, 10, 12], DueSteps(schedule, 12));
    }

    [Fact]
    public void A_period_below_one_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.EveryEpochs(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.EverySteps(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Logarithmic(0));
    }
}
