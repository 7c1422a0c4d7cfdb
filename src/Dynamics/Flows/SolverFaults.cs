using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>What a solver says when it cannot go on: where, with which step, how large the state and how stiff the field.</summary>
internal static class SolverFaults
{
    public static StepSizeUnderflowException Underflow(StepScheme scheme, FlowSolver solver, double time, double step, double end) =>
        Of(scheme, solver, time, step, end, "the step is too short to move the time");

    public static StepSizeUnderflowException TooManySteps(StepScheme scheme, FlowSolver solver, double time, double step, double end) =>
        Of(scheme, solver, time, step, end, $"too many steps ({solver.MaxSteps})");

    private static StepSizeUnderflowException Of(StepScheme scheme, FlowSolver solver, double time, double step, double end, string what)
    {
        int d = scheme.System.Field.Dimension;
        ReadOnlySpan<double> state = scheme.State.AsSpan(0, d);
        double norm = 0;
        foreach (double x in state)
        {
            norm = double.Hypot(norm, x);
        }

        double radius = SpectralRadius(scheme.System.Field, state);
        string stiff = double.IsFinite(radius) ? $"|λ|max of the Jacobian = {radius:G3}" : "a Jacobian that is not finite";
        string advice = solver.Name == "sdirk4" ? "a solution up to" : "a solution and a field that is not so stiff (else sdirk4) up to";
        return new StepSizeUnderflowException(
            $"flow: {solver.Name} stops at t = {time:G6}: {what}, step {step:G3}, |x| = {norm:G3}, {stiff}; expected {advice} T = {end:G6}")
        {
            Time = time,
            Step = step,
            StateNorm = norm,
            SpectralRadius = radius,
        };
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
