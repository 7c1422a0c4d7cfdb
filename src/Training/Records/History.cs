using System.Collections.Immutable;

namespace TorchDynInspect.Training;

/// <summary>All records of a monitor, in memory. Any thread may read while training goes on; a snapshot never changes.</summary>
public sealed class History : IRecorder
{
    private readonly Lock gate = new();
    private readonly List<InspectionRecord> records = [];

    /// <summary>Number of records so far.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return records.Count;
            }
        }
    }

    /// <inheritdoc/>
    public void Record(InspectionRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        lock (gate)
        {
            records.Add(record);
        }
    }

    /// <summary>The records so far, oldest first. O(n).</summary>
    public ImmutableArray<InspectionRecord> Snapshot()
    {
        lock (gate)
        {
            return [.. records];
        }
    }

    /// <summary>The course of one scalar metric: every measured value with its epoch, step and wall time, oldest first.</summary>
    /// <param name="metric">The metric's name, e.g. "loss".</param>
    /// <param name="subject">The metric's subject; null takes the first of each record.</param>
    public ImmutableArray<SeriesPoint> Series(string metric, string? subject = null) =>
    [
        .. from record in Snapshot()
           let found = record.Find(metric, subject)
           where found is { Descriptor.Kind: MetricKind.Scalar }
           select new SeriesPoint(record.Epoch, record.Step, record.WallTime, found.Value),
    ];
}
