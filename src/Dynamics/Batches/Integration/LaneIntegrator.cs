using System.Numerics;
using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>
/// Explicit Runge–Kutta schemes over eight trajectories at a time, each with a step of its own (<see cref="StepControl"/>): a lane takes exactly the steps that it would
/// take alone. A lane whose trajectory ends takes the next start at once, so that slow trajectories do not idle the vector. The slope at the end of a step is
/// the first of the next. Nothing is allocated once it exists. One thread's.
/// </summary>
internal sealed unsafe partial class LaneIntegrator : FlowIntegrator
{
    private const int Eight = TileEngine.LaneCount;

    private readonly LaneField field;
    private readonly ButcherTableau tableau;
    private readonly StageSums[] stages;
    private readonly StageSums step;
    private readonly StageSums error;
    private readonly StepControl scalarControl;
    private readonly LaneStepControl control;
    private readonly LaneArena arena;
    private readonly int size;

    private readonly Lanes* state;
    private readonly Lanes* slopes;
    private readonly Lanes* stage;
    private readonly Lanes* trial;
    private readonly int[] items = new int[Eight];

    private readonly double direction;
    private readonly double span;

    // One number a lane. Lanes at rest have a step of 0 and are not busy.
    private Lanes time;
    private Lanes next;
    private Lanes memory;
    private Lanes rejectedLast;
    private Lanes accepted;
    private Lanes rejected;
    private Lanes busy;

    /// <param name="network">The field.</param>
    /// <param name="field">The right-hand side; disposed of with this.</param>
    /// <param name="solver">An explicit scheme.</param>
    /// <param name="duration">T, either sign.</param>
    /// <param name="samples">Number of equally spaced times, 0 and T included, at which the queue gets the values; 0 for none.</param>
    public LaneIntegrator(Network network, LaneField field, FlowSolver solver, double duration, int samples)
        : base(network, solver, duration)
    {
        (this.field, this.samples) = (field, samples);
        tableau = ButcherTableau.For(solver.Name);
        stages = [.. tableau.A.Select(row => new StageSums(row.AsSpan()))];
        step = new StageSums(tableau.B.AsSpan());
        error = new StageSums(tableau.Error.AsSpan());
        if (tableau.IsAdaptive)
        {
            scalarControl = new StepControl(solver);
            control = new LaneStepControl(scalarControl);
        }

        (direction, span) = (duration < 0 ? -1 : 1, Math.Abs(duration));
        size = field.Size;
        int vectors = size * (tableau.Stages + 6);
        arena = new LaneArena(vectors);
        state = arena.Take(size);
        stage = arena.Take(size);
        trial = arena.Take(size);
        readyState = arena.Take(size);
        readySlope = arena.Take(size);
        slopes = arena.Take(size * (tableau.Stages + 1));
        new Span<Lanes>(state, vectors).Clear();
        continuous = new double[tableau.Stages + 1];
        sample = new double[field.Width];
    }

    /// <summary>Where the slope at the end of a step is.</summary>
    private Lanes* EndSlope => slopes + ((tableau.IsFirstSameAsLast ? tableau.Stages - 1 : tableau.Stages) * size);

    public override void Dispose()
    {
        field.Dispose();
        arena.Dispose();
    }

    public override void Run(ILaneQueue queue)
    {
        (readyAt, readyCount, busy) = (0, 0, Lanes.Zero);
        for (int lane = 0; lane < Eight; lane++)
        {
            Refill(lane, queue);
        }

        while (!Vector512.EqualsAll(busy.AsInt64(), Vector512<long>.Zero))
        {
            Sweep(queue);
        }
    }

    /// <summary>One attempted step of every lane.</summary>
    private void Sweep(ILaneQueue queue)
    {
        Lanes left = Vector512.Create(span) - time;
        Lanes last = tableau.IsAdaptive
            ? Vector512.GreaterThanOrEqual(next, left)
            : Vector512.GreaterThanOrEqual(accepted, Vector512.Create(Solver.Steps - 1.0));
        Lanes length = busy & (tableau.IsAdaptive ? Vector512.ConditionalSelect(last, left, next) : next);
        Lanes h = Vector512.Create(direction) * length;
        TakeStages(h);
        Lanes kept = busy;
        Lanes halted = Lanes.Zero;
        if (tableau.IsAdaptive)
        {
            Lanes square = SquaredError(h);
            kept &= Vector512.LessThanOrEqual(square, Lanes.One);
            next = length * control.Factor(square, kept, rejectedLast, ref memory);
            rejectedLast = busy & ~kept;
            rejected += Lanes.One & rejectedLast;
        }
        else
        {
            kept &= Finite(trial);
            halted = busy & ~kept;
        }

        accepted += Lanes.One & kept;
        Lanes reached = Vector512.ConditionalSelect(last, Vector512.Create(span), tableau.IsAdaptive ? time + length : length * accepted);
        if (samples > 0)
        {
            Sample(queue, h, reached, kept);
        }

        Lanes* end = EndSlope;
        for (int e = 0; e < size; e++)
        {
            state[e] = Vector512.ConditionalSelect(kept, trial[e], state[e]);
            slopes[e] = Vector512.ConditionalSelect(kept, end[e], slopes[e]);
        }

        time = Vector512.ConditionalSelect(kept, reached, time);
        Lanes done = kept & last;
        if (tableau.IsAdaptive)
        {
            // The rest of the way may be shorter than the least step.
            Lanes ahead = busy & ~done & Vector512.LessThan(next, Vector512.Create(span) - time);
            halted = (ahead & ~Vector512.GreaterThanOrEqual(next, LaneStepControl.LeastStep(time)))
                | (busy & ~done & Vector512.GreaterThanOrEqual(accepted + rejected, Vector512.Create((double)Solver.MaxSteps)));
        }

        for (ulong bits = (done | halted).ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            Leave(lane, queue, h.GetElement(lane));
            Refill(lane, queue);
        }
    }

    /// <summary>The slopes of all stages and at the end of the step, and the end itself.</summary>
    private void TakeStages(Lanes h)
    {
        int count = tableau.Stages;
        for (int i = 1; i < count; i++)
        {
            Lanes* at = i == count - 1 && tableau.IsFirstSameAsLast ? trial : stage;
            stages[i].Combine(state, h, slopes, size, at);
            field.Evaluate(at, slopes + (i * size));
        }

        if (!tableau.IsFirstSameAsLast)
        {
            step.Combine(state, h, slopes, size, trial);
            field.Evaluate(trial, EndSlope);
        }
    }

    /// <summary>The lanes of a state that are finite; x − x is 0 for finite x only.</summary>
    private Lanes Finite(Lanes* values)
    {
        Lanes seen = Lanes.Zero;
        for (int e = 0; e < size; e++)
        {
            seen += values[e] - values[e];
        }

        return Vector512.Equals(seen, Lanes.Zero);
    }

    /// <summary>The square of the lanes' errors: the mean square over a column of the scaled errors, the largest over the columns.</summary>
    private Lanes SquaredError(Lanes h)
    {
        Lanes largest = Lanes.Zero;
        for (int at = 0; at < size; at += field.Width)
        {
            Lanes sum = Lanes.Zero;
            for (int e = at; e < at + field.Width; e++)
            {
                Lanes ratio = h * error.Sum(slopes + e, size) / control.Scale(state[e], trial[e]);
                sum = Vector512.FusedMultiplyAdd(ratio, ratio, sum);
            }

            largest = Vector512.Max(largest, sum);
        }

        return largest / Vector512.Create((double)field.Width);
    }
}
