using System.Collections.Immutable;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>What one solve of a batch cost.</summary>
/// <param name="Rows">Trajectories in the batch.</param>
/// <param name="FieldCalls">Calls of the field's forward pass, each for all rows; those made again for gradients are not counted.</param>
/// <param name="Evaluations">Evaluations of the field summed over the rows; a row that has arrived is not counted any more.</param>
/// <param name="JacobianEvaluations">Evaluations of the field's Jacobian summed over the rows; 0 for explicit schemes.</param>
/// <param name="Accepted">Accepted steps of each row.</param>
/// <param name="Rejected">Steps of each row that were tried and repeated with a shorter length.</param>
public sealed record SolveStatistics(
    int Rows, long FieldCalls, long Evaluations, long JacobianEvaluations, ImmutableArray<int> Accepted, ImmutableArray<int> Rejected)
{
    /// <summary>Accepted steps of all rows.</summary>
    public long TotalAccepted => Accepted.Sum(steps => (long)steps);

    /// <summary>Rejected steps of all rows.</summary>
    public long TotalRejected => Rejected.Sum(steps => (long)steps);

    /// <summary>The cost of this solve and one that continues it.</summary>
    internal SolveStatistics Plus(SolveStatistics next) => new(
        Rows, FieldCalls + next.FieldCalls, Evaluations + next.Evaluations, JacobianEvaluations + next.JacobianEvaluations,
        [.. Accepted.Zip(next.Accepted, (x, y) => x + y)], [.. Rejected.Zip(next.Rejected, (x, y) => x + y)]);

    /// <inheritdoc/>
    public bool Equals(SolveStatistics? other) =>
        other is not null && (Rows, FieldCalls, Evaluations, JacobianEvaluations) == (other.Rows, other.FieldCalls, other.Evaluations, other.JacobianEvaluations)
        && Accepted.SequenceEqual(other.Accepted) && Rejected.SequenceEqual(other.Rejected);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rows, FieldCalls, Evaluations, JacobianEvaluations, TotalAccepted, TotalRejected);
}
