using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>What a solver says when it cannot go on: which row, where, with which step, how large the state and how stiff the field.</summary>
internal static class SolverFaults
{
    public static OdeSolverException Underflow(OdeSystem system, SolverOptions options, Tensor state, RowProgress rows, int row, double end) =>
        Of(system, options, state, rows, row, end, "the step is too short to move the time");

    public static OdeSolverException TooManySteps(OdeSystem system, SolverOptions options, Tensor state, RowProgress rows, int row, double end) =>
        Of(system, options, state, rows, row, end, $"too many steps ({options.MaxSteps})");

    private static OdeSolverException Of(OdeSystem system, SolverOptions options, Tensor state, RowProgress rows, int row, double end, string what)
    {
        using DisposeScope scope = NewDisposeScope();
        double time = rows.Time[row];
        double norm = HostValues.Read(state.narrow(0, row, 1).norm())[0];
        Tensor jacobian = system.Jacobian(state, system.DependsOnTime ? rows.Time : null);
        double stiffness = HostValues.Read(jacobian.narrow(0, row, 1).norm())[0];
        string stiff = double.IsFinite(stiffness)
            ? string.Create(CultureInfo.InvariantCulture, $"‖Df‖ = {stiffness:G3}")
            : "a Jacobian that is not finite";
        string expected = options.Name == "sdirk4" ? "a solution up to" : "a solution and a field that is not so stiff (else sdirk4) up to";
        return new OdeSolverException(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Name}: row {row} stops at t = {time:G6}: {what}, step {rows.Step[row]:G3}, |x| = {norm:G3}, {stiff}; expected {expected} T = {end:G6}"))
        {
            Row = row,
            Time = time,
            StepSize = rows.Step[row],
            StateNorm = norm,
            JacobianNorm = double.IsFinite(stiffness) ? stiffness : double.NaN,
        };
    }
}
