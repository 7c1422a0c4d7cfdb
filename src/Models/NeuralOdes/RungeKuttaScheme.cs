namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>
/// A Runge–Kutta scheme: stage i is k_i = f(y + h Σ_j a_ij k_j), the step is h Σ b_i k_i, and y(θh) ≈ y + h Σ b_i(θ) k_i inside it.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="A">Row i holds a_i0 … a_i,i−1.</param>
/// <param name="Diagonal">a_ii, the same in every stage; 0 for an explicit scheme.</param>
/// <param name="B">The weights b_i.</param>
/// <param name="Error">b_i − b̂_i of the embedded scheme; empty for a fixed-step scheme.</param>
/// <param name="Dense">Row i holds the coefficients of θ, θ², … in b_i(θ).</param>
/// <param name="ErrorOrder">k: the error estimate behaves like h^k.</param>
/// <param name="Beta">β of the PI controller.</param>
internal sealed record RungeKuttaScheme(
    string Name, double[][] A, double Diagonal, double[] B, double[] Error, double[][] Dense, int ErrorOrder = 0, double Beta = 0)
{
    public int Stages => B.Length;

    public bool IsImplicit => Diagonal != 0;

    /// <summary>The last stage is the slope at the end of the step, so that an accepted step gives the next one its first stage.</summary>
    public bool FirstSameAsLast => !IsImplicit && Error.Length > 0;

    /// <summary>The last stage's slope is that at the end of the step: the first stage of the next one, or where an implicit scheme starts its iteration from.</summary>
    public bool EndsWithSlope => FirstSameAsLast || IsImplicit;

    /// <summary>The node of stage i.</summary>
    public double C(int stage) => A[stage].Sum() + Diagonal;

    /// <summary>b_i(θ).</summary>
    public double DenseWeight(int stage, double theta)
    {
        double sum = 0;
        for (int power = Dense[stage].Length - 1; power >= 0; power--)
        {
            sum = (sum + Dense[stage][power]) * theta;
        }

        return sum;
    }

    public static RungeKuttaScheme For(string name) => name switch
    {
        "euler" => new(name, [[]], 0, [1], [], [[1]]),
        "midpoint" => new(name, [[], [0.5]], 0, [0, 1], [], [[1, -1], [0, 1]]),
        "rk4" => new(
            name, [[], [0.5], [0, 0.5], [0, 0, 1]], 0, [1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6], [],
            [[1, -1.5, 2.0 / 3], [0, 1, -2.0 / 3], [0, 1, -2.0 / 3], [0, -0.5, 2.0 / 3]]),
        "bosh3" => Bosh3,
        "dopri5" => Dopri5,
        _ => Sdirk4,
    };

    // Bogacki, Shampine, Appl. Math. Lett. 2 (1989), 321–325; inside a step, cubic Hermite interpolation.
    private static RungeKuttaScheme Bosh3 => new(
        "bosh3",
        [[], [1.0 / 2], [0, 3.0 / 4], [2.0 / 9, 1.0 / 3, 4.0 / 9]],
        0,
        [2.0 / 9, 1.0 / 3, 4.0 / 9, 0],
        [-5.0 / 72, 1.0 / 12, 1.0 / 9, -1.0 / 8],
        [[1, -4.0 / 3, 5.0 / 9], [0, 1, -2.0 / 3], [0, 4.0 / 3, -8.0 / 9], [0, -1, 1]],
        3,
        0.04);

    // Dormand, Prince, J. Comput. Appl. Math. 6 (1980), 19–26, table 2; inside a step, the continuous extension of order 4
    // (Hairer, Nørsett, Wanner, Solving ODEs I, II.6).
    private static RungeKuttaScheme Dopri5 => new(
        "dopri5",
        [
            [],
            [1.0 / 5],
            [3.0 / 40, 9.0 / 40],
            [44.0 / 45, -56.0 / 15, 32.0 / 9],
            [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
            [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
            [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
        ],
        0,
        [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84, 0],
        [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40],
        Dopri5Dense(),
        5,
        0.04);

    // Hairer, Wanner, Solving ODEs II, table IV.6.5 and its continuous extension.
    private static RungeKuttaScheme Sdirk4 => new(
        "sdirk4",
        [[], [1.0 / 2], [17.0 / 50, -1.0 / 25], [371.0 / 1360, -137.0 / 2720, 15.0 / 544], [25.0 / 24, -49.0 / 48, 125.0 / 16, -85.0 / 12]],
        1.0 / 4,
        [25.0 / 24, -49.0 / 48, 125.0 / 16, -85.0 / 12, 1.0 / 4],
        [-3.0 / 16, -27.0 / 32, 25.0 / 32, 0, 1.0 / 4],
        [
            [11.0 / 3, -463.0 / 72, 217.0 / 36, -20.0 / 9],
            [11.0 / 2, -385.0 / 16, 661.0 / 24, -10],
            [-125.0 / 18, 20125.0 / 432, -8875.0 / 216, 250.0 / 27],
            [0, -85.0 / 4, 85.0 / 6, 0],
            [-11.0 / 9, 557.0 / 108, -359.0 / 54, 80.0 / 27],
        ],
        4);

    private static double[][] Dopri5Dense()
    {
        // y + θ(Δ + (1−θ)(hk_1 − Δ + θ(2Δ − hk_1 − hk_7 + (1−θ) h Σ d_i k_i))), Δ = h Σ b_i k_i, multiplied out.
        double[] b = [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84, 0];
        double[] d =
        [
            -12715105075.0 / 11282082432, 0, 87487479700.0 / 32700410799, -10690763975.0 / 1880347072, 701980252875.0 / 199316789632,
            -1453857185.0 / 822651844, 69997945.0 / 29380423,
        ];
        var rows = new double[7][];
        for (int i = 0; i < 7; i++)
        {
            double first = i == 0 ? 1 : 0;
            double inner = (2 * b[i]) - first - (i == 6 ? 1 : 0);
            double bend = first - b[i];
            rows[i] = [b[i] + bend, -bend + inner + d[i], -inner - (2 * d[i]), d[i]];
        }

        return rows;
    }
}
