using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>A solver with what it goes by.</summary>
internal static class SolverText
{
    /// <summary>"dopri5 (rtol 1e-8, atol 1e-10)", "rk4 in 20 steps".</summary>
    public static string Of(FlowSolver solver) => solver.IsAdaptive
        ? $"{solver.Name} (rtol {NumberText.Of(solver.RelativeTolerance)}, atol {NumberText.Of(solver.AbsoluteTolerance)})"
        : $"{solver.Name} in {solver.Steps} {(solver.Steps == 1 ? "step" : "steps")}";
}
