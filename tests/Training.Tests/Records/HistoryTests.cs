namespace TorchDynInspect.Training.Tests.Records;

public class HistoryTests
{
    [Fact]
    public void A_snapshot_does_not_change_when_more_is_recorded()
    {
        History history = new();
        history.Record(RecordSamples.Scalar(1));
        var before = history.Snapshot();
        history.Record(RecordSamples.Scalar(2));
        Assert.Single(before);
        Assert.Equal(2, history.Count);
    }

    [Fact]
    public void A_series_holds_the_measured_values_of_one_metric_in_order()
    {
        History history = new();
        Array.ForEach(RecordSamples.EveryKind, history.Record);
        var series = history.Series("loss");
        Assert.Equal([1, 2, 3, 4], series.Select(p => p.Step));
        Assert.Equal([1.5, double.NaN, double.NegativeInfinity, 0.1 + 0.2], series.Select(p => p.Value));
    }

    [Fact]
    public async Task Readers_on_other_threads_see_a_prefix_of_what_was_recorded()
    {
        History history = new();
        using CancellationTokenSource done = new();
        Task reader = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                var seen = history.Snapshot();
                Assert.Equal(Enumerable.Range(0, seen.Length).Select(i => (long)i), seen.Select(r => r.Step));
            }
        });
        for (int i = 0; i < 2000; i++)
        {
            history.Record(RecordSamples.Scalar(i));
        }

        await done.CancelAsync();
        await reader;
    }
}
