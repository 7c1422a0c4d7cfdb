using System.Diagnostics;

namespace TorchDynInspect.Dynamics.Oscillations;

/// <summary>How far an exact count may go: a number of objects, and a deadline.</summary>
internal sealed class WorkLimit
{
    private readonly int most;
    private readonly TimeSpan? budget;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly CancellationToken cancellation;

    /// <summary>Starts the clock.</summary>
    /// <param name="most">Objects that may be formed.</param>
    /// <param name="budget">The time; null for no limit.</param>
    /// <param name="cancellation">Stops.</param>
    public WorkLimit(int most, TimeSpan? budget = null, CancellationToken cancellation = default)
    {
        this.most = most;
        this.budget = budget;
        this.cancellation = cancellation;
    }

    /// <summary>Whether the deadline has passed, or somebody asked to stop.</summary>
    public bool IsOver => cancellation.IsCancellationRequested || watch.Elapsed >= budget;

    /// <summary>The time that is left, at least 0; null for no limit.</summary>
    public TimeSpan? Left => budget is not { } whole ? null : watch.Elapsed < whole ? whole - watch.Elapsed : TimeSpan.Zero;

    /// <summary>Whether no more objects may be formed.</summary>
    /// <param name="objects">How many there are.</param>
    public bool IsReached(int objects) => objects >= most || IsOver;
}
