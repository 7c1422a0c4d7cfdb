namespace TorchDynInspect.Dynamics.Flows;

/// <summary>What an integration cost.</summary>
/// <param name="Evaluations">Evaluations of the field.</param>
/// <param name="JacobianEvaluations">Evaluations of the field's Jacobian; zero for explicit schemes.</param>
/// <param name="Accepted">Steps that were kept.</param>
/// <param name="Rejected">Steps that were tried and repeated with a shorter length.</param>
public readonly record struct SolverStatistics(long Evaluations, long JacobianEvaluations, long Accepted, long Rejected)
{
    /// <summary>The cost of both.</summary>
    public static SolverStatistics operator +(SolverStatistics x, SolverStatistics y) => Add(x, y);

    /// <summary>The cost of both.</summary>
    /// <param name="x">One integration.</param>
    /// <param name="y">Another one.</param>
    public static SolverStatistics Add(SolverStatistics x, SolverStatistics y) => new(
        x.Evaluations + y.Evaluations, x.JacobianEvaluations + y.JacobianEvaluations, x.Accepted + y.Accepted, x.Rejected + y.Rejected);
}
