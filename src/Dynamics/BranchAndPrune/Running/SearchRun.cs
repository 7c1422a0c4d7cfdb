using System.Diagnostics;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Running;

/// <summary>What the workers of one search share: boxes given away, what was found, the limits.</summary>
/// <param name="options">The limits.</param>
/// <param name="found">Told each zero whose uniqueness among all is already known; may be null.</param>
/// <param name="progress">Told where the search stands; may be null.</param>
/// <param name="cancellation">Ends the search.</param>
internal sealed class SearchRun(
    ZeroSearchOptions options, Action<Zero>? found, IProgress<ZeroSearchProgress>? progress, CancellationToken cancellation)
{
    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Queue<(Interval[] Box, NodeState State)> given = [];
    private readonly List<(Interval[] Box, UnresolvedReason Reason)> unresolved = [];
    private readonly List<FoundZero> zeros = [];
    private int working = options.Workers;
    private int waiting;
    private long boxes;
    private double done;
    private double leastWidth = options.LeastWidth;
    private int narrow;
    private volatile bool stopped;
    private TimeSpan reported;

    /// <summary>Whether a worker waits for a box.</summary>
    public bool IsHungry => Volatile.Read(ref waiting) > 0;

    /// <summary>Whether the search was cut.</summary>
    public bool IsStopped => stopped;

    /// <summary>The present least width.</summary>
    public double LeastWidth => Volatile.Read(ref leastWidth);

    /// <summary>Boxes looked at.</summary>
    public long Boxes => boxes;

    /// <summary>All zeros found, those on borders between parts perhaps more than once.</summary>
    public List<FoundZero> Zeros => zeros;

    /// <summary>The boxes left.</summary>
    public List<(Interval[] Box, UnresolvedReason Reason)> Unresolved => unresolved;

    /// <summary>Hands a box to whoever is free.</summary>
    public void Give(Interval[] box, NodeState state)
    {
        lock (gate)
        {
            given.Enqueue((box, state));
        }
    }

    /// <summary>Waits for a box of another worker.</summary>
    /// <returns>False when all is done.</returns>
    public bool TryTake(Span<Interval> box, out NodeState state)
    {
        SpinWait spin = default;
        bool waits = false;
        while (true)
        {
            lock (gate)
            {
                if (given.TryDequeue(out (Interval[] Box, NodeState State) node))
                {
                    if (waits)
                    {
                        working++;
                        Volatile.Write(ref waiting, waiting - 1);
                    }

                    node.Box.CopyTo(box);
                    state = node.State;
                    return true;
                }

                if (!waits)
                {
                    waits = true;
                    working--;
                    Volatile.Write(ref waiting, waiting + 1);
                }

                if (working == 0 || stopped)
                {
                    state = default;
                    return false;
                }
            }

            spin.SpinOnce(20);
        }
    }

    /// <summary>Adds up what a worker did and looks at the limits.</summary>
    /// <returns>False when the search must end.</returns>
    public bool Account(long boxesMore, double doneMore)
    {
        ZeroSearchProgress? report = null;
        lock (gate)
        {
            boxes += boxesMore;
            done += doneMore;
            stopped |= cancellation.IsCancellationRequested || clock.Elapsed > options.Budget || boxes > options.MaxBoxes;
            if (progress is not null && clock.Elapsed - reported > TimeSpan.FromMilliseconds(100))
            {
                reported = clock.Elapsed;
                report = new ZeroSearchProgress(Math.Min(done, 1), boxes, zeros.Count, unresolved.Count);
            }
        }

        if (report is not null)
        {
            progress!.Report(report);
        }

        return !stopped;
    }

    /// <summary>Ends the search because a worker failed.</summary>
    public void Abandon() => stopped = true;

    /// <summary>Gives up what was given away and not taken.</summary>
    public void GiveUpRest()
    {
        foreach ((Interval[] box, _) in given)
        {
            unresolved.Add((box, UnresolvedReason.Interrupted));
        }

        given.Clear();
    }

    /// <summary>Keeps a zero, and streams it when no other part of the box can find it too.</summary>
    public void Add(FoundZero zero)
    {
        lock (gate)
        {
            zeros.Add(zero);
            if (zero.IsInside)
            {
                found?.Invoke(zero.ToZero());
            }
        }
    }

    /// <summary>Keeps a box that is given up.</summary>
    public void Add(ReadOnlySpan<Interval> box, UnresolvedReason reason)
    {
        lock (gate)
        {
            unresolved.Add((box.ToArray(), reason));
            if (reason == UnresolvedReason.Narrow && ++narrow > options.MaxNarrow)
            {
                narrow = 0;
                Volatile.Write(ref leastWidth, 10 * leastWidth);
            }
        }
    }
}
