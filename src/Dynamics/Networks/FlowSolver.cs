namespace TorchDynInspect.Dynamics.Networks;

/// <summary>The scheme that turns a vector field into its time-T map.</summary>
/// <param name="Name">"euler", "midpoint", "rk4" or "dopri5" (Dormand–Prince 5(4)).</param>
/// <param name="Steps">Number of equal steps of a fixed-step scheme; ignored by "dopri5".</param>
/// <param name="RelativeTolerance">Relative local error allowed by "dopri5".</param>
/// <param name="AbsoluteTolerance">Absolute local error allowed by "dopri5".</param>
public sealed record FlowSolver(string Name, int Steps = 1, double RelativeTolerance = 1e-8, double AbsoluteTolerance = 1e-10);
