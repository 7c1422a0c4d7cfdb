using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Flows;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>Trajectories into lanes and out of them. Starts are made ready eight at a time, so that their first slopes and steps use all lanes.</summary>
internal sealed unsafe partial class LaneIntegrator
{
    private readonly Lanes* readyState;
    private readonly Lanes* readySlope;
    private readonly double[] readyStep = new double[Eight];
    private readonly int[] readyItems = new int[Eight];
    private readonly int samples;
    private readonly double[] continuous;
    private readonly double[] sample;
    private readonly int[] nextSample = new int[Eight];
    private int readyAt;
    private int readyCount;

    /// <summary>Gives a lane the next trajectory, or leaves it at rest.</summary>
    private void Refill(int lane, ILaneQueue queue)
    {
        Set(ref busy, lane, 0);
        do
        {
            if (readyAt == readyCount && !Prepare(queue))
            {
                return;
            }

            items[lane] = readyItems[readyAt];
            Set(ref next, lane, readyStep[readyAt]);
            Set(ref time, lane, 0);
            Set(ref accepted, lane, 0);
            Set(ref rejected, lane, 0);
            Set(ref memory, lane, LaneStepControl.FirstMemory);
            Set(ref rejectedLast, lane, 0);
            nextSample[lane] = 1;
            for (int e = 0; e < size; e++)
            {
                ((double*)(state + e))[lane] = ((double*)(readyState + e))[readyAt];
                ((double*)(slopes + e))[lane] = ((double*)(readySlope + e))[readyAt];
            }

            readyAt++;
        }
        while (!Begins(lane, queue));
        Set(ref busy, lane, BitConverter.Int64BitsToDouble(-1));
    }

    /// <summary>Whether there is anything to integrate; reports the trajectory's end otherwise.</summary>
    private bool Begins(int lane, ILaneQueue queue)
    {
        if (samples > 0)
        {
            Gather(state, lane);
            queue.Sample(items[lane], 0, sample);
        }

        if (span == 0)
        {
            for (int s = 1; s < samples; s++)
            {
                queue.Sample(items[lane], s, sample);
            }

            queue.Finish(items[lane], (double*)state + lane, default, null);
            return false;
        }

        if (Finite(slopes).AsInt64().GetElement(lane) == 0)
        {
            queue.Finish(items[lane], (double*)state + lane, Cost(lane), Stopped(lane, FlowFailureReason.NotFinite, 0));
            return false;
        }

        return true;
    }

    /// <summary>Takes the next eight starts, with their slopes and first steps.</summary>
    private bool Prepare(ILaneQueue queue)
    {
        (readyAt, readyCount) = (0, queue.Take(readyState, readyItems));
        if (readyCount == 0)
        {
            return false;
        }

        field.Evaluate(readyState, readySlope);
        if (!tableau.IsAdaptive)
        {
            readyStep.AsSpan().Fill(span / Solver.Steps);
            return true;
        }

        Lanes size = Norm(readyState);
        Lanes speed = Norm(readySlope);
        Lanes trialStep = default;
        for (int lane = 0; lane < readyCount; lane++)
        {
            Set(ref trialStep, lane, Math.Min(StepControl.TrialStep(size.GetElement(lane), speed.GetElement(lane)), span));
        }

        // Between sweeps only the first slope and the state of the lanes are of use.
        Lanes* change = slopes + this.size;
        for (int e = 0; e < this.size; e++)
        {
            stage[e] = Vector512.FusedMultiplyAdd(Vector512.Create(direction) * trialStep, readySlope[e], readyState[e]);
        }

        field.Evaluate(stage, change);
        for (int e = 0; e < this.size; e++)
        {
            change[e] -= readySlope[e];
        }

        Lanes changes = Norm(change);
        for (int lane = 0; lane < readyCount; lane++)
        {
            double first = scalarControl.FirstStep(trialStep.GetElement(lane), speed.GetElement(lane), changes.GetElement(lane));
            readyStep[lane] = Math.Min(first, span);
        }

        return true;
    }

    /// <summary>The norm of the step control, scaled by the ready states.</summary>
    private Lanes Norm(Lanes* values)
    {
        Lanes largest = Lanes.Zero;
        for (int at = 0; at < size; at += field.Width)
        {
            Lanes sum = Lanes.Zero;
            for (int e = at; e < at + field.Width; e++)
            {
                Lanes ratio = values[e] / control.Scale(readyState[e], readyState[e]);
                sum = Vector512.FusedMultiplyAdd(ratio, ratio, sum);
            }

            largest = Vector512.Max(largest, sum);
        }

        return Vector512.Sqrt(largest / Vector512.Create((double)field.Width));
    }

    /// <summary>Reports the end of a trajectory.</summary>
    private void Leave(int lane, ILaneQueue queue, double h)
    {
        double reached = time.GetElement(lane);
        bool many = accepted.GetElement(lane) + rejected.GetElement(lane) >= Solver.MaxSteps;
        FlowFailureReason reason = !tableau.IsAdaptive || Finite(state).AsInt64().GetElement(lane) == 0 ? FlowFailureReason.NotFinite
            : many ? FlowFailureReason.TooManySteps
            : FlowFailureReason.StepSizeUnderflow;
        bool whole = reached >= span && Finite(state).AsInt64().GetElement(lane) != 0;
        queue.Finish(items[lane], (double*)state + lane, Cost(lane), whole ? null : Stopped(lane, reason, h));
    }

    private FlowFailure Stopped(int lane, FlowFailureReason reason, double h)
    {
        Gather(state, lane);
        return Failure(reason, direction * time.GetElement(lane), h, sample);
    }

    private SolverStatistics Cost(int lane)
    {
        (long kept, long repeated) = ((long)accepted.GetElement(lane), (long)rejected.GetElement(lane));
        int start = tableau.IsAdaptive ? 2 : 1;
        int attempt = tableau.Stages - (tableau.IsFirstSameAsLast ? 1 : 0);
        return new SolverStatistics(start + (attempt * (kept + repeated)), 0, kept, repeated);
    }

    /// <summary>The values at all sample times within the kept steps, by the scheme's continuous extension.</summary>
    private void Sample(ILaneQueue queue, Lanes reached, Lanes kept)
    {
        for (int lane = 0; lane < Eight; lane++)
        {
            if (kept.AsInt64().GetElement(lane) == 0)
            {
                continue;
            }

            (double from, double to) = (time.GetElement(lane), reached.GetElement(lane));
            for (; nextSample[lane] < samples; nextSample[lane]++)
            {
                double at = nextSample[lane] == samples - 1 ? span : span * nextSample[lane] / (samples - 1);
                if (at > to)
                {
                    break;
                }

                Interpolate(lane, at == to ? 1 : (at - from) / Math.Abs(h.GetElement(lane)), h.GetElement(lane));
                queue.Sample(items[lane], nextSample[lane], sample);
            }
        }
    }

    private void Interpolate(int lane, double theta, double h)
    {
        if (theta >= 1)
        {
            Gather(trial, lane);
            return;
        }

        tableau.ContinuousWeights(theta, continuous);
        for (int i = 0; i < sample.Length; i++)
        {
            double sum = 0;
            for (int s = 0; s < continuous.Length; s++)
            {
                sum = continuous[s] == 0 ? sum : Math.FusedMultiplyAdd(continuous[s], slopes[(s * size) + i].GetElement(lane), sum);
            }

            sample[i] = Math.FusedMultiplyAdd(h, sum, state[i].GetElement(lane));
        }
    }

    private void Gather(Lanes* values, int lane)
    {
        for (int i = 0; i < sample.Length; i++)
        {
            sample[i] = values[i].GetElement(lane);
        }
    }

    private static void Set(ref Lanes lanes, int lane, double value) => lanes = lanes.WithElement(lane, value);
}
