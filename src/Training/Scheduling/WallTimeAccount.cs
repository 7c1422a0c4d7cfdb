namespace TorchDynInspect.Training;

/// <summary>
/// Keeps a recurring job within a share of wall time. The job may run when all it has cost so far plus what it cost last time fits into the
/// share of the time since the account was opened. The first run is always afforded: it is how the cost becomes known; its cost is a debt
/// that later time pays off. Hence, at every moment, total cost ≤ max(first run, share × elapsed) + the amount by which single runs
/// exceeded the run before.
/// </summary>
internal sealed class WallTimeAccount
{
    private readonly TimeProvider clock;
    private readonly long opened;
    private readonly double share;
    private TimeSpan? last;

    public WallTimeAccount(TimeProvider clock, double share)
    {
        this.clock = clock;
        this.share = share;
        opened = clock.GetTimestamp();
    }

    /// <summary>What the job has cost so far.</summary>
    public TimeSpan Spent { get; private set; }

    /// <summary>The share of wall time; +∞ means no limit.</summary>
    public double Share => share;

    /// <summary>Whether a run now is expected to stay within the share.</summary>
    public bool Affords() =>
        last is not { } expected
        || double.IsPositiveInfinity(share)
        || (Spent + expected).TotalSeconds <= share * clock.GetElapsedTime(opened).TotalSeconds;

    /// <summary>Enters the measured cost of a run.</summary>
    public void Charge(TimeSpan cost)
    {
        last = cost;
        Spent += cost;
    }
}
