using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>Trajectories of one field from many starts, in flat arrays. What lies after the time at which a trajectory failed is NaN.</summary>
public sealed class TrajectoryBatch
{
    private readonly double[] ends;
    private readonly double[] states;

    internal TrajectoryBatch(
        Matrix starts,
        double time,
        FlowSolver solver,
        ImmutableArray<double> times,
        (double[] Ends, double[] States) values,
        ImmutableArray<SolverStatistics> statistics,
        ImmutableSortedDictionary<int, FlowFailure> failures)
    {
        (Starts, Time, Solver, Times) = (starts, time, solver, times);
        (ends, states) = values;
        (Statistics, Failures) = (statistics, failures);
    }

    /// <summary>N × d, one start a row.</summary>
    public Matrix Starts { get; }

    /// <summary>T; negative when integrated backwards.</summary>
    public double Time { get; }

    /// <summary>The scheme and its tolerances.</summary>
    public FlowSolver Solver { get; }

    /// <summary>The equally spaced times from 0 to T, both included; empty when none were asked for.</summary>
    public ImmutableArray<double> Times { get; }

    /// <summary>What each trajectory cost.</summary>
    public ImmutableArray<SolverStatistics> Statistics { get; }

    /// <summary>The trajectories that did not come to T, by their row.</summary>
    public ImmutableSortedDictionary<int, FlowFailure> Failures { get; }

    /// <summary>N.</summary>
    public int Count => Starts.Rows;

    /// <summary>d.</summary>
    public int Dimension => Starts.Columns;

    /// <summary>Whether every trajectory came to T.</summary>
    public bool Complete => Failures.IsEmpty;

    /// <summary>A computation in floating point, to the solver's tolerances.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Numerical;

    /// <summary>φ_T of every start: N × d numbers, row-major.</summary>
    public ReadOnlyMemory<double> Ends => ends;

    /// <summary>
    /// The states at all <see cref="Times"/>, N × times × d numbers: those of the first trajectory, then those of the second. Each step is continued inside by the
    /// scheme's own extension (<see cref="ButcherTableau.ContinuousWeights"/>).
    /// </summary>
    public ReadOnlyMemory<double> States => states;

    /// <summary>What all trajectories cost together.</summary>
    public SolverStatistics Cost => Statistics.Aggregate(default(SolverStatistics), SolverStatistics.Add);

    /// <summary>φ_T of one start, d numbers.</summary>
    /// <param name="index">The start's row.</param>
    public ReadOnlySpan<double> End(int index) => ends.AsSpan(index * Dimension, Dimension);

    /// <summary>One trajectory at all <see cref="Times"/>, times × d numbers, row-major.</summary>
    /// <param name="index">The start's row.</param>
    public ReadOnlySpan<double> StatesOf(int index) => states.AsSpan(index * Times.Length * Dimension, Times.Length * Dimension);
}
