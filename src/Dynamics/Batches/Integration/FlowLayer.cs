using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>
/// A flow layer of a tile: the points of the tile are the queue of one integrator. The columns of A take part in the control of the error, since near an
/// equilibrium the values alone would allow steps that ruin the derivative; the value beside a map may therefore differ from the plain evaluation by the tolerance.
/// </summary>
internal sealed unsafe class FlowLayer : ILaneQueue, IDisposable
{
    private const int Eight = TileEngine.LaneCount;

    private readonly FlowIntegrator integrator;
    private Lanes* source;
    private Lanes* target;
    private int width;
    private int groups;
    private int columns;
    private int points;
    private int taken;

    /// <param name="flow">The layer.</param>
    /// <param name="directions">Columns of A.</param>
    public FlowLayer(Flow flow, int directions) =>
        integrator = FlowIntegrator.For(flow.Field, flow.Solver, flow.Time, directions, false, 0);

    /// <summary>The first point, in the order of the tile, that did not come to its end in the last call.</summary>
    public (int Point, FlowFailure Failure)? FirstFailure { get; private set; }

    /// <summary>Maps the points of a tile; one that fails becomes NaN.</summary>
    /// <param name="from">The state of the tile: each column once for every group of eight points.</param>
    /// <param name="to">Receives the state; may be the same memory.</param>
    /// <param name="width">d.</param>
    /// <param name="groups">Groups of eight points.</param>
    /// <param name="columns">Columns of a group.</param>
    /// <param name="points">Points in the tile; what is beyond them gets the results of the last one.</param>
    public void Integrate(Lanes* from, Lanes* to, int width, int groups, int columns, int points)
    {
        source = from;
        target = to;
        (this.width, this.groups, this.columns, this.points) = (width, groups, columns, points);
        (taken, FirstFailure) = (0, null);
        integrator.Run(this);
        for (int p = points; p < groups * Eight; p++)
        {
            for (int e = 0; e < width * columns; e++)
            {
                *At(target, p, e) = *At(target, points - 1, e);
            }
        }
    }

    /// <inheritdoc/>
    public int Take(Lanes* states, Span<int> items)
    {
        int count = Math.Min(Eight, points - taken);
        for (int lane = 0; lane < Eight && count > 0; lane++)
        {
            int p = taken + Math.Min(lane, count - 1);
            items[lane] = p;
            for (int e = 0; e < width * columns; e++)
            {
                ((double*)(states + e))[lane] = *At(source, p, e);
            }
        }

        taken += count;
        return count;
    }

    /// <inheritdoc/>
    public void Finish(int item, double* lane, in SolverStatistics statistics, FlowFailure? failure)
    {
        for (int e = 0; e < width * columns; e++)
        {
            *At(target, item, e) = failure is null ? lane[e * Eight] : double.NaN;
        }

        if (failure is not null && (FirstFailure is null || item < FirstFailure.Value.Point))
        {
            FirstFailure = (item, failure);
        }
    }

    /// <inheritdoc/>
    public void Sample(int item, int index, ReadOnlySpan<double> values)
    {
    }

    public void Dispose() => integrator.Dispose();

    /// <summary>Component e of a point's columns.</summary>
    private double* At(Lanes* data, int point, int e)
    {
        int column = ((e / width) * groups) + (point / Eight);
        return (double*)(data + ((long)column * width) + (e % width)) + (point % Eight);
    }
}
