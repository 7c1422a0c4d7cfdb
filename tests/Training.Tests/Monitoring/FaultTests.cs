using TorchDynInspect.Tests.Shared;

namespace TorchDynInspect.Training.Tests.Monitoring;

public class FaultTests
{
    private static readonly Func<InspectionContext, double> Throws = _ => throw new InvalidOperationException("no luck\nat all");

    private static MonitorOptions Options(params ReadOnlySpan<IInspector> inspectors)
    {
        MonitorOptions options = new() { Share = double.PositiveInfinity, Inspections = [] };
        foreach (IInspector inspector in inspectors)
        {
            options = options with { Inspections = options.Inspections.Add(new ScheduledInspection(inspector, Schedule.EverySteps(1))) };
        }

        return options;
    }

    private static void Steps(RunnerHarness run, int count)
    {
        for (int i = 0; i < count; i++)
        {
            run.Step();
        }
    }

    [Fact]
    public void What_an_inspector_throws_becomes_a_record_and_the_others_go_on()
    {
        FakeInspector good = new("good", _ => 7);
        RunnerHarness run = new(Options(new FakeInspector("bad", Throws), good));
        Steps(run, 1);
        InspectionRecord[] records = [.. run.History.Snapshot()];
        Assert.Equal(new InspectionFault("System.InvalidOperationException", "no luck at all"), records[0].Fault);
        Assert.Equal(("bad", InspectionOutcome.Faulted, 1L), (records[0].Inspector, records[0].Outcome, records[0].Step));
        Assert.Equal(7, records[1].Find("value")!.Value);
    }

    [Fact]
    public void An_inspector_that_faults_three_times_in_a_row_is_disabled_on_record_and_warned_of_once()
    {
        FakeInspector bad = new("bad", Throws);
        RunnerHarness run = new(Options(bad));
        Steps(run, 10);
        Assert.Equal(3, bad.Calls);
        Assert.Equal(
            [InspectionOutcome.Faulted, InspectionOutcome.Faulted, InspectionOutcome.Faulted, InspectionOutcome.Disabled], run.Outcomes);
        Assert.Equal("3 faults in a row", run.History.Snapshot()[^1].Reason);
        Assert.Single(run.Warnings);
        Assert.DoesNotContain('\n', run.Warnings[0]);
    }

    [Fact]
    public void A_success_in_between_starts_the_count_of_faults_again()
    {
        int call = 0;
        FakeInspector moody = new("moody", _ => ++call % 3 == 0 ? 1 : throw new InvalidOperationException("moody"));
        RunnerHarness run = new(Options(moody));
        Steps(run, 30);
        Assert.Equal(30, moody.Calls);
        Assert.DoesNotContain(InspectionOutcome.Disabled, run.Outcomes);
    }

    [Fact]
    public void With_zero_faults_before_disabling_an_inspector_is_never_disabled()
    {
        FakeInspector bad = new("bad", Throws);
        RunnerHarness run = new(Options(bad) with { FaultsBeforeDisabling = 0 });
        Steps(run, 20);
        Assert.Equal(20, bad.Calls);
    }

    [Fact]
    public void Strict_records_the_fault_and_lets_it_through()
    {
        RunnerHarness run = new(Options(new FakeInspector("bad", Throws)) with { Strict = true });
        Assert.Throws<InvalidOperationException>(() => run.Step());
        Assert.Equal([InspectionOutcome.Faulted], run.Outcomes);
    }

    [Fact]
    public void An_inspector_that_objects_when_attached_is_disabled_with_its_reason_and_never_called()
    {
        FakeInspector unfit = new("unfit", _ => 0) { Objection = "the module is too small" };
        RunnerHarness run = new(Options(unfit));
        Steps(run, 5);
        Assert.Equal(0, unfit.Calls);
        Assert.Equal("the module is too small", Assert.Single(run.History.Snapshot()).Reason);
        Assert.Single(run.Warnings);
    }

    [Fact]
    public void A_recorder_that_throws_is_put_on_record_and_warned_of_once_an_outage_and_tried_again()
    {
        int calls = 0;
        List<long> taken = [];
        Recorder flaky = new(record =>
        {
            if (++calls is (>= 3 and <= 5) or 8)
            {
                throw new IOException("No space left on device");
            }

            taken.Add(record.Step);
        });
        List<long> others = [];
        Recorder other = new(r => others.Add(r.Step));
        RunnerHarness run = new(Options(new FakeInspector("good", _ => 0)) with { Recorders = [flaky, other] });
        Steps(run, 10);
        Assert.Equal([1, 2, 6, 7, 9, 10], taken);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), others);
        Assert.Equal(2, run.Warnings.Count);
        Assert.Equal([3, 8], run.History.Snapshot().Where(r => r.Outcome == InspectionOutcome.Faulted).Select(r => r.Step));
        Assert.Equal(10, run.History.Snapshot().Count(r => r.Outcome == InspectionOutcome.Measured));
    }

    [DeviceFullFact]
    public void A_full_disk_neither_stops_the_inspections_nor_loses_their_records_from_memory()
    {
        using JsonLinesRecorder full = new("/dev/full");
        RunnerHarness run = new(Options(new FakeInspector("good", _ => 0)) with { Recorders = [full] });
        Steps(run, 50);
        Assert.Equal(50, run.History.Snapshot().Count(r => r.Outcome == InspectionOutcome.Measured));
        InspectionRecord fault = Assert.Single(run.History.Snapshot(), r => r.Outcome == InspectionOutcome.Faulted);
        Assert.Equal(("recorder /dev/full", "System.IO.IOException"), (fault.Inspector, fault.Fault!.Type));
        Assert.Single(run.Warnings);
    }

    private sealed class Recorder(Action<InspectionRecord> take) : IRecorder
    {
        public void Record(InspectionRecord record) => take(record);
    }
}
