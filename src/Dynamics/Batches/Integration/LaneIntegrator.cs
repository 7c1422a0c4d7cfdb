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

    // Where the slope at the end of a step is.
    private readonly int lastStage;

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

    // The step that is being attempted.
    private Lanes last;
    private Lanes length;
    private Lanes h;

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
        lastStage = tableau.IsFirstSameAsLast ? tableau.Stages - 1 : tableau.Stages;
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

    private Lanes* EndSlope => slopes + (lastStage * size);

    public override void Dispose()
    {
        field.Dispose();
        arena.Dispose();
    }

    /// <summary>Whether any lane has a trajectory.</summary>
    private bool IsBusy => !Vector512.EqualsAll(busy.AsInt64(), Vector512<long>.Zero);

    public override void Run(ILaneQueue queue)
    {
        Fill(queue);
        while (IsBusy)
        {
            Sweep(queue);
        }
    }

    /// <summary>
    /// Two integrators on one core, stage by stage in turn: while one waits for the last tanh of a stage, or for its controller, the processor is at work on the other.
    /// </summary>
    /// <param name="queue">What both take from.</param>
    /// <param name="other">Another integrator of the same scheme.</param>
    public void RunInTurn(ILaneQueue queue, LaneIntegrator other)
    {
        Fill(queue);
        other.Fill(queue);
        while (IsBusy && other.IsBusy)
        {
            BeginStep();
            other.BeginStep();
            for (int i = 1; i <= lastStage; i++)
            {
                TakeStage(i);
                other.TakeStage(i);
            }

            EndStep(queue);
            other.EndStep(queue);
        }

        while (IsBusy)
        {
            Sweep(queue);
        }

        while (other.IsBusy)
        {
            other.Sweep(queue);
        }
    }

    private void Fill(ILaneQueue queue)
    {
        (readyAt, readyCount, busy) = (0, 0, Lanes.Zero);
        for (int lane = 0; lane < Eight; lane++)
        {
            Refill(lane, queue);
        }
    }

    /// <summary>One attempted step of every lane.</summary>
    private void Sweep(ILaneQueue queue)
    {
        BeginStep();
        for (int i = 1; i <= lastStage; i++)
        {
            TakeStage(i);
        }

        EndStep(queue);
    }

    /// <summary>The lengths of the lanes' next steps.</summary>
    private void BeginStep()
    {
        Lanes left = Vector512.Create(span) - time;
        last = tableau.IsAdaptive
            ? Vector512.GreaterThanOrEqual(next, left)
            : Vector512.GreaterThanOrEqual(accepted, Vector512.Create(Solver.Steps - 1.0));
        length = busy & (tableau.IsAdaptive ? Vector512.ConditionalSelect(last, left, next) : next);
        h = Vector512.Create(direction) * length;
    }

    /// <summary>Which steps are kept, and what comes after them.</summary>
    private void EndStep(ILaneQueue queue)
    {
        Lanes kept = busy;
        Lanes halted = Lanes.Zero;
        if (tableau.IsAdaptive)
        {
            Lanes square = SquaredError();
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
            Sample(queue, reached, kept);
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

    /// <summary>The slope of stage i; the last is the one at the end of the step, and leaves the end in <see cref="trial"/>.</summary>
    private void TakeStage(int i)
    {
        Lanes* at = i == lastStage ? trial : stage;
        (i < tableau.Stages ? stages[i] : step).Combine(state, h, slopes, size, at);
        field.Evaluate(at, slopes + (i * size));
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
    private Lanes SquaredError()
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
