using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Classification;

/// <summary>
/// What a Lipschitz constant L of the field proves about the explicit steps of a fixed-step flow. With ℓ_i = L(1 + |h| Σ_j |a_ij| ℓ_j) the stages are
/// ℓ_i-Lipschitz and the increment h Σ b_i k_i is |h| Σ |b_i| ℓ_i-Lipschitz: below 1, the step y + h Σ b_i k_i is a diffeomorphism of a C¹ field (a bi-Lipschitz
/// homeomorphism of any other). For Euler's step this is |h| L &lt; 1; a step with an eigenvalue −1 of h Df folds.
/// </summary>
/// <param name="Step">|h|.</param>
/// <param name="Increment">The bound of the increment's Lipschitz constant, rounded up.</param>
/// <param name="Drift">
/// A bound of |Σ b_i k_i − f(y)| / |f(y)|, from |k_i − f(y)| ≤ |h| L Σ_j |a_ij| |k_j|: below 1, a step rests only where f vanishes.
/// </param>
internal sealed record StepContraction(double Step, double Increment, double Drift)
{
    private const double Up = 1 + 1e-12;

    /// <summary>Whether every step is proved to be a bijection that is Lipschitz both ways.</summary>
    public bool IsHomeomorphism => Increment < 1;

    /// <summary>Whether a single step is proved to have no fixed points but the zeros of the field.</summary>
    public bool RestsOnlyAtEquilibria => Drift < 1;

    /// <summary>The steps of a flow; null for a scheme that chooses its steps along the trajectory.</summary>
    /// <param name="flow">A flow layer.</param>
    public static StepContraction? Of(Flow flow)
    {
        ButcherTableau tableau = ButcherTableau.For(flow.Solver.Name);
        return tableau.IsAdaptive ? null : Of(tableau, Math.Abs(flow.Time / flow.Solver.Steps) * Up, GlobalLipschitz.Bound(flow.Field));
    }

    private static StepContraction Of(ButcherTableau tableau, double step, double lipschitz)
    {
        if (step == 0)
        {
            return new StepContraction(0, 0, 0);
        }

        double[] slopes = new double[tableau.Stages];
        double[] sizes = new double[tableau.Stages];
        double increment = 0;
        double drift = 0;
        for (int i = 0; i < tableau.Stages; i++)
        {
            double inner = 0;
            double moved = 0;
            for (int j = 0; j < tableau.A[i].Length; j++)
            {
                inner += Math.Abs(tableau.A[i][j]) * slopes[j];
                moved += Math.Abs(tableau.A[i][j]) * sizes[j];
            }

            slopes[i] = lipschitz * (1 + (step * inner)) * Up;
            double change = step * lipschitz * moved * Up;
            sizes[i] = 1 + change;
            increment += step * Math.Abs(tableau.B[i]) * slopes[i] * Up;
            drift += Math.Abs(tableau.B[i]) * change * Up;
        }

        // The weights b_i add up to 1 only to rounding.
        return new StepContraction(step, increment * Up, (drift * Up) + 1e-14);
    }
}
