namespace TorchDynInspect.Dynamics.Flows;

/// <summary>The numbers of the schemes.</summary>
public sealed partial record ButcherTableau
{
    private static readonly ButcherTableau Euler = new("euler", 1, 0, [[]], [1], []);

    private static readonly ButcherTableau Midpoint = new("midpoint", 2, 0, [[], [0.5]], [0, 1], []);

    private static readonly ButcherTableau RungeKutta4 = new(
        "rk4", 4, 0, [[], [0.5], [0, 0.5], [0, 0, 1]], [1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6], []);

    // Bogacki and Shampine, Appl. Math. Lett. 2 (1989), 321–325.
    private static readonly ButcherTableau BogackiShampine = new(
        "bosh3",
        3,
        3,
        [[], [1.0 / 2], [0, 3.0 / 4], [2.0 / 9, 1.0 / 3, 4.0 / 9]],
        [2.0 / 9, 1.0 / 3, 4.0 / 9, 0],
        [-5.0 / 72, 1.0 / 12, 1.0 / 9, -1.0 / 8]);

    // Dormand and Prince, J. Comput. Appl. Math. 6 (1980), 19–26, table 2.
    private static readonly ButcherTableau DormandPrince = new(
        "dopri5",
        5,
        5,
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
        [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40],

        // The continuous extension: Hairer, Nørsett, Wanner, Solving ODEs I, II.6 (the numbers d_i of the code DOPRI5).
        bubble:
        [
            -12715105075.0 / 11282082432, 0, 87487479700.0 / 32700410799, -10690763975.0 / 1880347072,
            701980252875.0 / 199316789632, -1453857185.0 / 822651844, 69997945.0 / 29380423,
        ]);

    // Hairer and Wanner, Solving Ordinary Differential Equations II, table IV.6.5.
    private static readonly ButcherTableau Sdirk4 = new(
        "sdirk4",
        4,
        4,
        [
            [1.0 / 4],
            [1.0 / 2, 1.0 / 4],
            [17.0 / 50, -1.0 / 25, 1.0 / 4],
            [371.0 / 1360, -137.0 / 2720, 15.0 / 544, 1.0 / 4],
            [25.0 / 24, -49.0 / 48, 125.0 / 16, -85.0 / 12, 1.0 / 4],
        ],
        [25.0 / 24, -49.0 / 48, 125.0 / 16, -85.0 / 12, 1.0 / 4],
        [-3.0 / 16, -27.0 / 32, 25.0 / 32, 0, 1.0 / 4],

        // Coefficients of θ, θ², θ³, θ⁴ of b_i(θ): the solution of Σ b_i = θ, Σ b_i c_i = θ²/2, Σ b_i c_i² = θ³/3, Σ b_i a_ij c_j = θ³/6,
        // Σ b_i c_i³ = θ⁴/4, which the scheme's own weights satisfy at θ = 1.
        extension:
        [
            [11.0 / 3, -463.0 / 72, 217.0 / 36, -20.0 / 9],
            [11.0 / 2, -385.0 / 16, 661.0 / 24, -10],
            [-125.0 / 18, 20125.0 / 432, -8875.0 / 216, 250.0 / 27],
            [0, -85.0 / 4, 85.0 / 6, 0],
            [-11.0 / 9, 557.0 / 108, -359.0 / 54, 80.0 / 27],
        ]);
}
