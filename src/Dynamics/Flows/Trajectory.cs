using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>A solution of ẋ = f(x) at chosen times.</summary>
/// <param name="Times">The times, counted from the initial state, in the order of the integration.</param>
/// <param name="States">One row a time, d columns.</param>
/// <param name="Solver">The scheme and its tolerances.</param>
/// <param name="Statistics">What it cost.</param>
public sealed record Trajectory(ImmutableArray<double> Times, Matrix States, FlowSolver Solver, SolverStatistics Statistics)
{
    /// <summary>A computation in floating point, to the solver's tolerances.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Numerical;
}
