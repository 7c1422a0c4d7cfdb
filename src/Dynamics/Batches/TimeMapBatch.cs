using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>φ_T of one field at many points, with its derivatives, in flat arrays. Rows that failed hold NaN.</summary>
public sealed class TimeMapBatch
{
    private readonly double[] states;
    private readonly double[] jacobians;
    private readonly double[] secondDerivatives;

    internal TimeMapBatch(
        Matrix starts,
        double time,
        FlowSolver solver,
        int order,
        (double[] States, double[] Jacobians, double[] SecondDerivatives) values,
        ImmutableArray<SolverStatistics> statistics,
        ImmutableSortedDictionary<int, FlowFailure> failures)
    {
        (Starts, Time, Solver, Order) = (starts, time, solver, order);
        (states, jacobians, secondDerivatives) = values;
        (Statistics, Failures) = (statistics, failures);
    }

    /// <summary>N × d, one point a row.</summary>
    public Matrix Starts { get; }

    /// <summary>T; negative when integrated backwards.</summary>
    public double Time { get; }

    /// <summary>The scheme and its tolerances.</summary>
    public FlowSolver Solver { get; }

    /// <summary>The order of the highest derivatives: 0, 1 or 2.</summary>
    public int Order { get; }

    /// <summary>What each point cost.</summary>
    public ImmutableArray<SolverStatistics> Statistics { get; }

    /// <summary>The points whose integration did not come to T, by their row.</summary>
    public ImmutableSortedDictionary<int, FlowFailure> Failures { get; }

    /// <summary>N.</summary>
    public int Count => Starts.Rows;

    /// <summary>d.</summary>
    public int Dimension => Starts.Columns;

    /// <summary>A computation in floating point, to the solver's tolerances.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Numerical;

    /// <summary>φ_T of every point: N × d numbers, row-major.</summary>
    public ReadOnlyMemory<double> States => states;

    /// <summary>Dφ_T at every point: ∂φ_i/∂x_j at (n·d + i)·d + j; empty for order 0.</summary>
    public ReadOnlyMemory<double> Jacobians => jacobians;

    /// <summary>D²φ_T at every point: ∂²φ_i/∂x_j∂x_k at ((n·d + i)·d + j)·d + k; empty below order 2.</summary>
    public ReadOnlyMemory<double> SecondDerivatives => secondDerivatives;

    /// <summary>The map at one point, as a copy.</summary>
    /// <param name="index">The point's row in <see cref="Starts"/>.</param>
    /// <exception cref="StepSizeUnderflowException">The integration of this point did not come to T.</exception>
    public TimeMap this[int index]
    {
        get
        {
            int d = Dimension;
            ImmutableArray<double> start = [.. Starts.Row(index)];
            if (Failures.TryGetValue(index, out FlowFailure? failure))
            {
                throw failure.ToException();
            }

            return new TimeMap(
                start,
                Time,
                [.. states.AsSpan(index * d, d)],
                Order > 0 ? new Matrix(d, d, jacobians.AsSpan(index * d * d, d * d)) : null,
                Order > 1 ? new SecondDerivative(d, [.. secondDerivatives.AsSpan(index * d * d * d, d * d * d)]) : null,
                Solver,
                Statistics[index]);
        }
    }
}
