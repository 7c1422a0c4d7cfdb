using TorchDynInspect.Dynamics.Flows;

namespace TorchDynInspect.Dynamics.Networks;

/// <summary>The scheme that turns a vector field into its time-T map.</summary>
/// <param name="Name">
/// With equal steps: "euler", "midpoint", "rk4". Adaptive: "bosh3" (Bogacki–Shampine 3(2)), "dopri5" (Dormand–Prince 5(4)) and, for stiff fields, "sdirk4"
/// (the L-stable singly diagonally implicit scheme of order 4(3)).
/// </param>
/// <param name="Steps">Number of equal steps of a fixed-step scheme; ignored by an adaptive one.</param>
/// <param name="RelativeTolerance">Relative local error allowed by an adaptive scheme.</param>
/// <param name="AbsoluteTolerance">Absolute local error allowed by an adaptive scheme.</param>
/// <param name="MaxSteps">How many steps, kept and rejected, an adaptive scheme may try before it gives up with an error.</param>
public sealed record FlowSolver(
    string Name, int Steps = 1, double RelativeTolerance = 1e-8, double AbsoluteTolerance = 1e-10, int MaxSteps = 100_000)
{
    /// <summary>Whether the scheme chooses its steps by the tolerances.</summary>
    public bool IsAdaptive => Name is "bosh3" or "dopri5" or "sdirk4";

    /// <summary>The scheme for a second solution, from whose change the error of the first is estimated: tolerances 30 times as tight, or twice as many steps.</summary>
    internal FlowSolver Tighter() => this with { RelativeTolerance = RelativeTolerance / 30, AbsoluteTolerance = AbsoluteTolerance / 30, Steps = 2 * Steps };

    /// <summary>Refuses what cannot integrate.</summary>
    /// <exception cref="InvalidInputException">The name is unknown, a number of steps is below 1, or a tolerance is not positive and finite.</exception>
    internal void Require()
    {
        _ = ButcherTableau.For(Name);
        if (Steps < 1 || MaxSteps < 1 || !(RelativeTolerance > 0 && AbsoluteTolerance > 0 && double.IsFinite(RelativeTolerance + AbsoluteTolerance)))
        {
            throw new InvalidInputException("flow solver: expected steps ≥ 1 and positive tolerances");
        }
    }
}
