namespace TorchDynInspect.Dynamics.Flows;

/// <summary>An explicit Runge–Kutta scheme: stage i evaluates the field at y + Δt Σ_j a_ij k_j, the step is Δt Σ b_i k_i.</summary>
/// <param name="A">Row i holds a_i0 … a_i,i−1.</param>
/// <param name="B">The weights b_i.</param>
/// <param name="Error">b_i − b̂_i of the embedded scheme; empty for a fixed-step scheme.</param>
internal sealed record ButcherTableau(double[][] A, double[] B, double[] Error)
{
    /// <summary>Number of stages.</summary>
    public int Stages => B.Length;

    /// <summary>The scheme of that name.</summary>
    public static ButcherTableau For(string name) => name switch
    {
        "euler" => new([[]], [1], []),
        "midpoint" => new([[], [0.5]], [0, 1], []),
        "rk4" => new([[], [0.5], [0, 0.5], [0, 0, 1]], [1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6], []),

        // Dormand and Prince, J. Comput. Appl. Math. 6 (1980), 19–26, table 2.
        "dopri5" => new(
            [
                [],
                [1.0 / 5],
                [3.0 / 40, 9.0 / 40],
                [44.0 / 45, -56.0 / 15, 32.0 / 9],
                [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
                [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
                [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
            ],
            [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84, 0],
            [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40]),
        _ => throw new InvalidInputException($"flow solver \"{name}\" is unknown, expected euler, midpoint, rk4 or dopri5"),
    };
}
