using System.Collections.Immutable;

namespace TorchDynInspect.Training;

/// <summary>One inspection that was due: when, by whom, and its metrics or why there are none. Immutable.</summary>
public sealed record InspectionRecord
{
    /// <summary>Epochs finished so far.</summary>
    public required int Epoch { get; init; }

    /// <summary>Optimizer steps made so far.</summary>
    public required long Step { get; init; }

    /// <summary>Wall time since the monitor was attached.</summary>
    public required TimeSpan WallTime { get; init; }

    /// <summary>The inspector's name.</summary>
    public required string Inspector { get; init; }

    /// <summary>What became of the inspection.</summary>
    public required InspectionOutcome Outcome { get; init; }

    /// <summary>How long the inspection took, the reading of the weights included.</summary>
    public TimeSpan Cost { get; init; }

    /// <summary>What was measured; empty unless <see cref="InspectionOutcome.Measured"/>.</summary>
    public ImmutableArray<Metric> Metrics { get; init; } = [];

    /// <summary>What went wrong; null unless faulted or disabled by faults.</summary>
    public InspectionFault? Fault { get; init; }

    /// <summary>Why it was skipped or disabled, on one line; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// How many due inspections of this inspector were skipped before this record without a record of their own. A row of skips is recorded
    /// at its first one; the rest are counted here, so that a tight budget does not flood the records.
    /// </summary>
    public long SkippedBefore { get; init; }

    /// <summary>The first metric of that name, or null.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="subject">The metric's subject; null takes the first whatever its subject.</param>
    public Metric? Find(string name, string? subject = null) =>
        Metrics.FirstOrDefault(m => m.Name == name && (subject is null || m.Subject == subject));

    /// <inheritdoc/>
    public bool Equals(InspectionRecord? other) =>
        other is not null && Epoch == other.Epoch && Step == other.Step && WallTime == other.WallTime && Inspector == other.Inspector
        && Outcome == other.Outcome && Cost == other.Cost && Fault == other.Fault && Reason == other.Reason
        && SkippedBefore == other.SkippedBefore && Metrics.SequenceEqual(other.Metrics);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Epoch, Step, WallTime, Inspector, Outcome, Metrics.Length);
}
