using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>
/// The workers' meeting place: parts of the domain that busy workers gave away, and the end of the walk, which is when all workers wait and nothing is left, or when it
/// was stopped.
/// </summary>
internal sealed class WalkPool(int workers, IProgress<double>? progress) : IDisposable
{
    private const long ReportMilliseconds = 100;

    private readonly Lock gate = new();
    private readonly SemaphoreSlim wake = new(0);
    private readonly Queue<WalkShare> shares = new();
    private int waiting;
    private bool isOver;
    private volatile bool isHungry;
    private volatile bool isStopped;
    private ExceptionDispatchInfo? fault;
    private double done;
    private long reported = Stopwatch.GetTimestamp();

    /// <summary>Whether a worker waits for whom no work has been given away.</summary>
    public bool IsHungry => isHungry;

    /// <summary>Whether the walk is to end early.</summary>
    public bool IsStopped => isStopped;

    /// <summary>Whether work was left when the walk ended.</summary>
    public bool IsCutShort { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => wake.Dispose();

    /// <summary>Ends the walk early.</summary>
    public void Stop() => isStopped = true;

    /// <summary>Ends the walk with an exception, of which the first is thrown by <see cref="ThrowFault"/>.</summary>
    /// <param name="exception">The exception.</param>
    public void Fail(Exception exception)
    {
        lock (gate)
        {
            fault ??= ExceptionDispatchInfo.Capture(exception);
        }

        Stop();
    }

    /// <summary>Throws what a worker threw.</summary>
    public void ThrowFault() => fault?.Throw();

    /// <summary>A worker stopped before its work was done.</summary>
    public void Abandon()
    {
        lock (gate)
        {
            IsCutShort = true;
        }
    }

    /// <summary>Gives work to a waiting worker.</summary>
    /// <param name="share">The work.</param>
    public void Give(WalkShare share)
    {
        lock (gate)
        {
            shares.Enqueue(share);
            isHungry = waiting > shares.Count;
        }

        wake.Release();
    }

    /// <summary>Waits for work.</summary>
    /// <returns>The work; null when the walk is over.</returns>
    public WalkShare? Take()
    {
        lock (gate)
        {
            waiting++;
            isHungry = waiting > shares.Count;
            if (waiting == workers && shares.Count == 0)
            {
                isOver = true;
                wake.Release(workers);
            }
        }

        wake.Wait();
        lock (gate)
        {
            if (isOver)
            {
                return null;
            }

            waiting--;
            WalkShare share = shares.Dequeue();
            isHungry = waiting > shares.Count;
            return share;
        }
    }

    /// <summary>Notes finished work.</summary>
    /// <param name="weight">Its share of the whole.</param>
    public void Report(double weight)
    {
        if (progress is null)
        {
            return;
        }

        lock (gate)
        {
            done += weight;
            long now = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(reported, now).TotalMilliseconds >= ReportMilliseconds)
            {
                reported = now;
                progress.Report(Math.Min(1, done));
            }
        }
    }
}
