using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>
/// Depth-first over the pieces of the units: a region of x = f(x) is narrowed and refuted, or divided at a breakpoint of one unit, until every unit has one
/// piece. What is not refuted arrives, so that the list of patterns is complete; memory follows the depth. Workers share one stack.
/// </summary>
/// <param name="equations">x = f(x).</param>
/// <param name="arrive">Receives each pattern of pieces that was not refuted, from several threads.</param>
/// <param name="stopped">Asked before each region.</param>
internal sealed class RegionSearch(FixedPointEquations equations, Action<byte[]> arrive, Func<bool> stopped)
{
    private readonly Lock gate = new();
    private readonly Stack<SearchRegion> open = new();
    private int busy;
    private double done;
    private long regions;

    /// <summary>Regions looked at.</summary>
    public long Regions => regions;

    /// <summary>Patterns that arrived.</summary>
    public long Arrivals { get; private set; }

    /// <summary>Pivots of the simplex method.</summary>
    public long Pivots { get; private set; }

    /// <summary>Refutations that the simplex proposed and the proof did not confirm.</summary>
    public long Unproved { get; private set; }

    /// <summary>Searches a box.</summary>
    /// <param name="box">Bounds of x.</param>
    /// <param name="workers">Number of threads.</param>
    /// <param name="progress">Told the share done; may be null.</param>
    /// <returns>The regions that are left when the search was stopped; none when it is complete.</returns>
    public ImmutableArray<SearchRegion> Run(Box box, int workers, IProgress<double>? progress)
    {
        RegionSolver first = new(equations);
        if (first.Range(box) is { } whole)
        {
            open.Push(whole);
        }

        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker => Work(worker == 0 ? first : new RegionSolver(equations), progress));
        return [.. open];
    }

    private void Work(RegionSolver solver, IProgress<double>? progress)
    {
        SpinWait spin = default;
        while (true)
        {
            SearchRegion? region;
            lock (gate)
            {
                if (stopped() || (open.Count == 0 && busy == 0))
                {
                    break;
                }

                if (open.TryPop(out region))
                {
                    busy++;
                }
            }

            if (region is null)
            {
                spin.SpinOnce();
                continue;
            }

            spin.Reset();
            Follow(solver, region);
            double share;
            lock (gate)
            {
                busy--;
                share = done;
            }

            progress?.Report(share);
        }

        lock (gate)
        {
            Pivots += solver.Pivots;
            Unproved += solver.Unproved;
        }
    }

    /// <summary>Goes down from a region, leaving the other halves on the stack.</summary>
    private void Follow(RegionSolver solver, SearchRegion region)
    {
        while (true)
        {
            Interlocked.Increment(ref regions);
            if (solver.Examine(region) is not { } division)
            {
                Finish(region.Share);
                return;
            }

            if (division.IsDone)
            {
                byte[] pattern = Pattern(region);
                lock (gate)
                {
                    Arrivals++;
                }

                arrive(pattern);
                Finish(region.Share);
                return;
            }

            region.Share /= 2;
            SearchRegion other = solver.Copy(region);
            other.Lower[division.Variable] = division.At;
            region.Upper[division.Variable] = division.At;
            bool stop;
            lock (gate)
            {
                open.Push(other);
                stop = stopped();
                if (stop)
                {
                    open.Push(region);
                }
            }

            if (stop)
            {
                return;
            }
        }
    }

    private void Finish(double share)
    {
        lock (gate)
        {
            done += share;
        }
    }

    private byte[] Pattern(SearchRegion region)
    {
        byte[] pattern = new byte[equations.Graphs.Length];
        foreach (PiecewiseUnit unit in equations.Units)
        {
            pattern[unit.Place] = (byte)region.Pieces(unit).First;
        }

        return pattern;
    }
}
