using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>The flow φ_t of a vector field: trajectories and the time-T map at one point. <see cref="OdeSolver"/> and <see cref="VariationalSolver"/> serve many.</summary>
public static class VectorFieldFlow
{
    /// <summary>The field ẋ = network(x).</summary>
    /// <param name="network">A network from R^d to R^d without flow layers.</param>
    /// <exception cref="InvalidInputException">The network is no such one.</exception>
    public static NetworkField AsField(this Network network) => new(network);

    /// <summary>The solution through x₀ at given times. The steps do not depend on the times, but for the last.</summary>
    /// <param name="field">The field.</param>
    /// <param name="initial">x₀, d finite numbers, the state at time 0.</param>
    /// <param name="times">The times, all of one sign, strictly monotone away from 0; the first may be 0. A fixed-step scheme divides the last one into its steps.</param>
    /// <param name="solver">The scheme.</param>
    /// <param name="cancellation">Ends the integration with an exception.</param>
    /// <exception cref="InvalidInputException">As <see cref="OdeSolver.Integrate"/>, or the times are not as described.</exception>
    public static Trajectory Trajectory(
        this IVectorField field, ReadOnlySpan<double> initial, ReadOnlySpan<double> times, FlowSolver solver, CancellationToken cancellation = default)
    {
        OdeSolver ode = new(field, solver);
        TrajectorySampler sampler = new(times, initial);
        double[] x = initial.ToArray();
        SolverStatistics statistics = times.IsEmpty ? default : ode.Integrate(x, times[^1], sampler, cancellation);
        return new Trajectory([.. times], Matrix.Adopt(times.Length, initial.Length, sampler.States), solver, statistics);
    }

    /// <summary>The solution through x₀ at equally spaced times from 0 to T, both included.</summary>
    /// <param name="field">The field.</param>
    /// <param name="initial">x₀, d finite numbers.</param>
    /// <param name="time">T; negative goes back.</param>
    /// <param name="count">How many times, at least 2.</param>
    /// <param name="solver">The scheme.</param>
    /// <param name="cancellation">Ends the integration with an exception.</param>
    /// <exception cref="InvalidInputException">As <see cref="OdeSolver.Integrate"/>, or the count is below 2, or T is 0.</exception>
    public static Trajectory Trajectory(
        this IVectorField field, ReadOnlySpan<double> initial, double time, int count, FlowSolver solver, CancellationToken cancellation = default)
    {
        if (count < 2)
        {
            throw new InvalidInputException($"trajectory: {count} times, expected at least 2");
        }

        double[] times = new double[count];
        for (int i = 0; i < count; i++)
        {
            times[i] = i == count - 1 ? time : time * i / (count - 1);
        }

        return field.Trajectory(initial, times, solver, cancellation);
    }

    /// <summary>φ_T at a point, with derivatives.</summary>
    /// <param name="field">The field.</param>
    /// <param name="x">d finite numbers.</param>
    /// <param name="time">T; negative integrates backwards.</param>
    /// <param name="solver">The scheme.</param>
    /// <param name="order">0: φ_T(x); 1: Dφ_T as well; 2: D²φ_T as well.</param>
    /// <param name="cancellation">Ends the integration with an exception.</param>
    /// <exception cref="InvalidInputException">As <see cref="OdeSolver.Integrate"/>.</exception>
    public static TimeMap TimeMap(
        this IVectorField field, ReadOnlySpan<double> x, double time, FlowSolver solver, int order = 1, CancellationToken cancellation = default) =>
        new VariationalSolver(field, solver, order).TimeMap(x, time, cancellation);
}
