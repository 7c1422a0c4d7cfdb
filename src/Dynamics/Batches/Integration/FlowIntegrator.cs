using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>
/// φ_T of a network's field at all points of a queue, with derivatives if asked for: columns of width d, x, then the X_j, then the Y_jk for j ≤ k of the variational
/// equations. One thread's.
/// </summary>
internal abstract class FlowIntegrator(Network field, FlowSolver solver, double duration) : IDisposable
{
    protected Network Field { get; } = field;

    protected FlowSolver Solver { get; } = solver;

    protected double Duration { get; } = duration;

    /// <summary>Integrates everything that the queue has.</summary>
    public abstract void Run(ILaneQueue queue);

    public abstract void Dispose();

    /// <summary>The integrator for a scheme: eight or sixteen points at a time for an explicit one, point by point for an implicit one.</summary>
    /// <param name="field">The field.</param>
    /// <param name="solver">The scheme.</param>
    /// <param name="duration">T, either sign.</param>
    /// <param name="directions">Columns X_j.</param>
    /// <param name="second">Whether there are columns Y_jk.</param>
    /// <param name="samples">Number of equally spaced times, 0 and T included, at which the queue gets the values; 0 for none.</param>
    public static FlowIntegrator For(Network field, FlowSolver solver, double duration, int directions, bool second, int samples) =>
        ButcherTableau.For(solver.Name).IsImplicit ? new PointIntegrator(field, solver, duration, directions, second, samples)
            : directions == 0 && !second && TanhPlaneField.Accepts(field) ? new TwinIntegrator(field, () => new TanhPlaneField(field), solver, duration, samples)
            : new LaneIntegrator(field, LaneField.For(field, directions, second), solver, duration, samples);

    /// <summary>What to say of a trajectory that stopped.</summary>
    protected FlowFailure Failure(FlowFailureReason reason, double time, double step, ReadOnlySpan<double> state) =>
        FlowFailure.Of(SolverFaults.Of(Solver, reason, state, SpectralRadius(state), time, step, Duration), state);

    private double SpectralRadius(ReadOnlySpan<double> state)
    {
        try
        {
            Matrix jacobian = Field.AffineMap(state).A;
            return Spectrum.Of(jacobian).SpectralRadius ?? double.NaN;
        }
        catch (InvalidInputException)
        {
            // The state or the Jacobian there is not finite, which is what NaN says.
            return double.NaN;
        }
    }
}
