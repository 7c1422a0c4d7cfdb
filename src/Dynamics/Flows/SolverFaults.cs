using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>What a solver says when it cannot go on: where, with which step, how large the state and how stiff the field.</summary>
internal static class SolverFaults
{
    public static StepSizeUnderflowException Underflow(StepScheme scheme, FlowSolver solver, double time, double step, double end) =>
        Of(scheme, solver, FlowFailureReason.StepSizeUnderflow, time, step, end);

    public static StepSizeUnderflowException TooManySteps(StepScheme scheme, FlowSolver solver, double time, double step, double end) =>
        Of(scheme, solver, FlowFailureReason.TooManySteps, time, step, end);

    /// <summary>The fault, not thrown.</summary>
    public static StepSizeUnderflowException Of(
        FlowSolver solver, FlowFailureReason reason, ReadOnlySpan<double> state, double spectralRadius, double time, double step, double end)
    {
        double norm = 0;
        foreach (double x in state)
        {
            norm = double.Hypot(norm, x);
        }

        string what = reason switch
        {
            FlowFailureReason.StepSizeUnderflow => "the step is too short to move the time",
            FlowFailureReason.TooManySteps => $"too many steps ({solver.MaxSteps})",
            _ => "the solution leaves the finite numbers",
        };
        string stiff = double.IsFinite(spectralRadius) ? $"|λ|max of the Jacobian = {spectralRadius:G3}" : "a Jacobian that is not finite";
        string advice = solver.Name == "sdirk4" ? "a solution up to" : "a solution and a field that is not so stiff (else sdirk4) up to";
        return new StepSizeUnderflowException(
            $"flow: {solver.Name} stops at t = {time:G6}: {what}, step {step:G3}, |x| = {norm:G3}, {stiff}; expected {advice} T = {end:G6}")
        {
            Reason = reason,
            Time = time,
            Step = step,
            StateNorm = norm,
            SpectralRadius = spectralRadius,
        };
    }

    private static StepSizeUnderflowException Of(
        StepScheme scheme, FlowSolver solver, FlowFailureReason reason, double time, double step, double end)
    {
        ReadOnlySpan<double> state = scheme.State.AsSpan(0, scheme.System.Field.Dimension);
        return Of(solver, reason, state, SpectralRadius(scheme.System.Field, state), time, step, end);
    }

    private static double SpectralRadius(IVectorField field, ReadOnlySpan<double> state)
    {
        double[] jacobian = new double[state.Length * state.Length];
        field.Jacobian(state, jacobian);
        return jacobian.All(double.IsFinite)
            ? Spectrum.Of(new Matrix(state.Length, state.Length, jacobian)).SpectralRadius ?? double.NaN
            : double.NaN;
    }
}
