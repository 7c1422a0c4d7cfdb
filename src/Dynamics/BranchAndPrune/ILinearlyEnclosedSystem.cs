using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune;

/// <summary>
/// A system that can be caught between parallel planes: F(x) ∈ A(x − c) + G e + rest with e ∈ [−1,1]^m. The search eliminates the linear part, and the
/// errors that the equations share through G cancel where they can (Kolev 1999 for G = 0; zonotopes otherwise).
/// </summary>
public interface ILinearlyEnclosedSystem : IEnclosedSystem
{
    /// <summary>m, the number of shared error terms, 0 when each equation has its own.</summary>
    int SharedErrors { get; }

    /// <summary>
    /// Gives A, G and rest such that every zero of F in the box satisfies 0 ∈ A(x − c) + G[−1,1]^m + rest. It need not hold where F does not vanish, so that the
    /// enclosure may use F(x) = 0 itself.
    /// </summary>
    /// <param name="box">n bounded intervals.</param>
    /// <param name="centre">c, n numbers inside the box.</param>
    /// <param name="matrix">Receives A, n × n, row-major.</param>
    /// <param name="shared">Receives G, n × m, row-major.</param>
    /// <param name="rest">Receives n intervals.</param>
    /// <returns>False when this box has no such enclosure, or none of use.</returns>
    bool LinearEnclosure(ReadOnlySpan<Interval> box, ReadOnlySpan<double> centre, Span<double> matrix, Span<double> shared, Span<Interval> rest);
}
