namespace TorchDynInspect.Training.Tests.Monitoring;

public class BudgetTests
{
    private static MonitorOptions Options(double share, params ReadOnlySpan<IInspector> everyStep) => new()
    {
        Inspections = [.. everyStep.ToArray().Select(inspector => new ScheduledInspection(inspector, Schedule.EverySteps(1)))],
        Share = share,
    };

    [Fact]
    public void A_costly_inspection_is_skipped_until_its_share_of_wall_time_pays_for_it()
    {
        RunnerHarness? run = null;
        FakeInspector costly = new("costly", _ =>
        {
            run!.Clock.Advance(1);
            return 0;
        });
        run = new RunnerHarness(Options(0.1, costly));
        for (int i = 0; i < 100; i++)
        {
            run.Step();
        }

        // Runs of 1 s: the n-th is afforded once n s ≤ 0.1 · elapsed, the first at once. Elapsed is 100 s of steps and 1 s a run.
        // n=1 after step 1; n=2 needs elapsed ≥ 20: step 19 (19+1); n=3 ≥ 30: step 28 (28+2); …; n=11 ≥ 110: step 100 (100+10).
        long[] ran = [.. run.History.Snapshot().Where(r => r.Outcome == InspectionOutcome.Measured).Select(r => r.Step)];
        Assert.Equal([1, 19, 28, 37, 46, 55, 64, 73, 82, 91, 100], ran);
    }

    [Fact]
    public void Every_skip_is_on_record_once_as_a_record_of_its_own_or_as_a_count()
    {
        RunnerHarness? run = null;
        FakeInspector costly = new("costly", _ =>
        {
            run!.Clock.Advance(3);
            return 0;
        });
        run = new RunnerHarness(Options(0.1, costly));
        for (int i = 0; i < 250; i++)
        {
            run.Step();
        }

        run.Close();
        var records = run.History.Snapshot();
        long skips = records.Sum(r => r.SkippedBefore + (r.Outcome == InspectionOutcome.Skipped ? 1 : 0));
        Assert.Equal(250, costly.Calls + skips);
        Assert.True(records.Length <= (2 * costly.Calls) + 2, $"{records.Length} records for {costly.Calls} runs");
    }

    [Fact]
    public void The_share_is_divided_so_that_a_costly_inspector_does_not_starve_a_cheap_one()
    {
        RunnerHarness? run = null;
        FakeInspector costly = new("costly", _ =>
        {
            run!.Clock.Advance(1000);
            return 0;
        });
        FakeInspector cheap = new("cheap", _ =>
        {
            run!.Clock.Advance(0.001);
            return 0;
        });
        run = new RunnerHarness(Options(0.01, costly, cheap));
        for (int i = 0; i < 500; i++)
        {
            run.Step();
        }

        Assert.Equal(1, costly.Calls);
        Assert.Equal(500, cheap.Calls);
    }

    [Fact]
    public void A_share_of_its_own_overrides_the_common_one()
    {
        RunnerHarness? run = null;
        FakeInspector free = new("free", _ =>
        {
            run!.Clock.Advance(100);
            return 0;
        });
        run = new RunnerHarness(Options(0.01) with
        {
            Inspections = [new ScheduledInspection(free, Schedule.EverySteps(1), double.PositiveInfinity)],
        });
        for (int i = 0; i < 20; i++)
        {
            run.Step();
        }

        Assert.Equal(20, free.Calls);
    }

    [Fact]
    public void A_share_below_zero_and_two_inspectors_of_one_name_are_refused()
    {
        FakeInspector a = new("a", _ => 0);
        Assert.Throws<Dynamics.InvalidInputException>(() => new RunnerHarness(Options(-0.1, a)));
        Assert.Throws<Dynamics.InvalidInputException>(() => new RunnerHarness(Options(double.NaN, a)));
        Assert.Throws<Dynamics.InvalidInputException>(
            () => new RunnerHarness(Options(0.1, a, new FakeInspector("a", _ => 1))));
    }
}
