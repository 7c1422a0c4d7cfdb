using TorchDynInspect.Dynamics.CriticalPoints.Classification;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.Flows;

/// <summary>
/// When every fixed point of φ_T, and of its iterates up to φ_kT, must be an equilibrium. Exact flows: on the line; and where k|T|L &lt; 2π, since a periodic orbit of a field with
/// Lipschitz constant L has a period of at least 2π/L (Yorke 1969). N equal steps y + g(y): where a step rests at equilibria only and g is ℓ-Lipschitz with
/// ℓ &lt; 2 sin(π/(kN)); for steps Δ_n of a cycle of p steps Σ|Δ_{n+1} − Δ_n|² ≤ ℓ² Σ|Δ_n|², and at least 4 sin²(π/p) Σ|Δ_n|², as ΣΔ_n = 0 (Wirtinger's inequality for sums); on the line
/// already where ℓ &lt; 1, since the step is then increasing.
/// </summary>
internal static class PeriodBound
{
    private const string Yorke = "Yorke, Proc. AMS 22 (1969), 509–512";
    private const string Derived = "derived, Wirtinger's inequality for sums; Yorke, Proc. AMS 22 (1969), 509–512, in the limit of short steps";

    /// <summary>The entry; it applies when it excludes all fixed points but the equilibria.</summary>
    /// <param name="flow">The flow, in any coordinates.</param>
    /// <param name="period">k.</param>
    public static TheoryEntry Of(Flow flow, int period)
    {
        const string name = "least periods";
        string predicts = period == 1 ? "every fixed point is an equilibrium of the field" : $"every point of period up to {period} is an equilibrium of the field";
        if (StepContraction.Of(flow) is StepContraction steps)
        {
            int most = flow.Solver.Steps * period;
            double limit = flow.Field.Inputs == 1 ? 1 : most == 1 ? double.PositiveInfinity : 2 * Math.Sin(Math.PI / most) * (1 - 1e-12);
            bool holds = steps.RestsOnlyAtEquilibria && (most == 1 || steps.Increment < limit);
            string reason = !steps.RestsOnlyAtEquilibria
                ? $"steps of {steps.Step:G4} ({flow.Solver.Name}) are not proved to rest at equilibria only"
                : most == 1 ? $"a step of {steps.Step:G4} ({flow.Solver.Name}) rests at equilibria only"
                : $"the increment of a step of {steps.Step:G4} ({flow.Solver.Name}) is {steps.Increment:G4}-Lipschitz at most, "
                    + $"{(holds ? "below" : "not below")} {limit:G4}, which {(flow.Field.Inputs == 1 ? "makes it increasing" : $"a cycle of up to {most} steps needs")}";
            return new TheoryEntry(name, Derived, holds, reason, holds ? predicts : null);
        }

        double lipschitz = GlobalLipschitz.Bound(flow.Field);
        double product = Math.Abs(flow.Time) * period * lipschitz;
        bool onLine = flow.Field.Inputs == 1;
        bool applies = onLine || product * (1 + 1e-12) < 2 * Math.PI;
        return new TheoryEntry(
            name,
            Yorke,
            applies,
            onLine ? "a flow on the line has no periodic orbits"
                : $"the time times a Lipschitz constant of the field is {product:G4} at most, {(applies ? "below" : "not below")} 2π",
            applies ? predicts : null);
    }
}
