using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>φ_T at one point, with its derivatives.</summary>
/// <param name="Start">x.</param>
/// <param name="Time">T.</param>
/// <param name="State">φ_T(x).</param>
/// <param name="Jacobian">Dφ_T(x), ∂φ_i/∂x_j in row i and column j; null when not asked for.</param>
/// <param name="SecondDerivative">D²φ_T(x); null when not asked for.</param>
/// <param name="Solver">The scheme and its tolerances.</param>
/// <param name="Statistics">What it cost.</param>
public sealed record TimeMap(
    ImmutableArray<double> Start,
    double Time,
    ImmutableArray<double> State,
    Matrix? Jacobian,
    SecondDerivative? SecondDerivative,
    FlowSolver Solver,
    SolverStatistics Statistics)
{
    /// <summary>A computation in floating point, to the solver's tolerances.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Numerical;
}
