using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune;

/// <summary>
/// A continuously differentiable F: R^n → R^n that can be enclosed over boxes; <see cref="ZeroSearch"/> finds all its zeros. Further interfaces tell the
/// search more, each on its own: <see cref="ISlopeSystem"/>, <see cref="ILinearlyEnclosedSystem"/>, <see cref="IContractingSystem"/>,
/// <see cref="IBisectedSystem"/>.
/// </summary>
/// <remarks>
/// What the search proves it proves from these enclosures: they must round outwards, as the operations of <see cref="Interval"/> do. An enclosure that is
/// not known may be <see cref="Interval.Entire"/>; the search then bisects.
/// </remarks>
public interface IEnclosedSystem
{
    /// <summary>n, the number of equations and of unknowns.</summary>
    int Dimension { get; }

    /// <summary>Encloses F_i(x) for every x of the box.</summary>
    /// <param name="box">n bounded intervals; a point when every one is.</param>
    /// <param name="values">Receives n enclosures.</param>
    void Values(ReadOnlySpan<Interval> box, Span<Interval> values);

    /// <summary>Encloses ∂F_i/∂x_j(x) for every x of the box.</summary>
    /// <param name="box">n bounded intervals.</param>
    /// <param name="jacobian">Receives n × n enclosures, row-major.</param>
    void Jacobian(ReadOnlySpan<Interval> box, Span<Interval> jacobian);

    /// <summary>
    /// The same system for use by one thread beside others: a system with working memory of its own gives a copy. Called once a worker; the default returns this.
    /// </summary>
    IEnclosedSystem ForWorker() => this;
}
