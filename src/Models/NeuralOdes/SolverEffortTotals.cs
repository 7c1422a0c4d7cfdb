namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>What the forward solves of a <see cref="NeuralOde"/> have cost so far.</summary>
/// <param name="Solves">Batches that were solved.</param>
/// <param name="Rows">Trajectories in them.</param>
/// <param name="FieldCalls">Calls of the field's forward pass.</param>
/// <param name="Evaluations">Evaluations of the field, summed over the rows.</param>
/// <param name="JacobianEvaluations">Evaluations of its Jacobian, summed over the rows.</param>
/// <param name="Accepted">Accepted steps.</param>
/// <param name="Rejected">Rejected steps.</param>
public readonly record struct SolverEffortTotals(
    long Solves, long Rows, long FieldCalls, long Evaluations, long JacobianEvaluations, long Accepted, long Rejected)
{
    /// <summary>The totals with one more solve.</summary>
    /// <param name="solve">The solve.</param>
    public SolverEffortTotals With(SolveStatistics solve)
    {
        ArgumentNullException.ThrowIfNull(solve);
        return new(
            Solves + 1, Rows + solve.Rows, FieldCalls + solve.FieldCalls, Evaluations + solve.Evaluations,
            JacobianEvaluations + solve.JacobianEvaluations, Accepted + solve.TotalAccepted, Rejected + solve.TotalRejected);
    }

    /// <summary>What was added since an earlier reading.</summary>
    /// <param name="earlier">The earlier totals.</param>
    public SolverEffortTotals Since(SolverEffortTotals earlier) => new(
        Solves - earlier.Solves, Rows - earlier.Rows, FieldCalls - earlier.FieldCalls, Evaluations - earlier.Evaluations,
        JacobianEvaluations - earlier.JacobianEvaluations, Accepted - earlier.Accepted, Rejected - earlier.Rejected);
}
