using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// A Runge–Kutta scheme for autonomous fields: stage i has the slope k_i = f(y + h Σ_j a_ij k_j), the step is y + h Σ b_i k_i. Immutable; one for each name.
/// </summary>
public sealed record ButcherTableau
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
        [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40]);

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
        [-3.0 / 16, -27.0 / 32, 25.0 / 32, 0, 1.0 / 4]);

    // The continuous extension of dopri5: Hairer, Nørsett, Wanner, Solving ODEs I, II.6 (the numbers d_i of the code DOPRI5).
    private static readonly ImmutableArray<double> DormandPrinceBubble =
    [
        -12715105075.0 / 11282082432, 0, 87487479700.0 / 32700410799, -10690763975.0 / 1880347072,
        701980252875.0 / 199316789632, -1453857185.0 / 822651844, 69997945.0 / 29380423,
    ];

    // Coefficients of θ, θ², θ³, θ⁴ of b_i(θ): the solution of Σ b_i = θ, Σ b_i c_i = θ²/2, Σ b_i c_i² = θ³/3, Σ b_i a_ij c_j = θ³/6, Σ b_i c_i³ = θ⁴/4,
    // which the scheme's own weights satisfy at θ = 1.
    private static readonly ImmutableArray<ImmutableArray<double>> Sdirk4Extension =
    [
        [11.0 / 3, -463.0 / 72, 217.0 / 36, -20.0 / 9],
        [11.0 / 2, -385.0 / 16, 661.0 / 24, -10],
        [-125.0 / 18, 20125.0 / 432, -8875.0 / 216, 250.0 / 27],
        [0, -85.0 / 4, 85.0 / 6, 0],
        [-11.0 / 9, 557.0 / 108, -359.0 / 54, 80.0 / 27],
    ];

    private ButcherTableau(string name, int order, int errorExponent, ImmutableArray<ImmutableArray<double>> a, ImmutableArray<double> b, ImmutableArray<double> error)
    {
        (Name, Order, ErrorExponent, A, B, Error) = (name, order, errorExponent, a, b, error);
        Diagonal = a[0].IsEmpty ? 0 : a[0][0];
        IsFirstSameAsLast = !IsImplicit && b.Length > 1 && a[^1].AsSpan().SequenceEqual(b.AsSpan()[..^1]) && b[^1] == 0;
    }

    /// <summary>The names that <see cref="For"/> knows, as a sentence lists them.</summary>
    public const string Names = "euler, midpoint, rk4, bosh3, dopri5 or sdirk4";

    /// <summary>The scheme's name.</summary>
    public string Name { get; }

    /// <summary>The order p: the error at a fixed time is O(h^p).</summary>
    public int Order { get; }

    /// <summary>k: the error estimate of a step is O(h^k). 0 for a fixed-step scheme.</summary>
    public int ErrorExponent { get; }

    /// <summary>Row i holds a_i0 … a_i,i−1, and a_ii after them in an implicit scheme.</summary>
    public ImmutableArray<ImmutableArray<double>> A { get; }

    /// <summary>The weights b_i.</summary>
    public ImmutableArray<double> B { get; }

    /// <summary>b_i − b̂_i of the embedded scheme; empty for a fixed-step scheme.</summary>
    public ImmutableArray<double> Error { get; }

    /// <summary>γ, the diagonal of a singly diagonally implicit scheme; 0 for an explicit one.</summary>
    public double Diagonal { get; }

    /// <summary>Number of stages.</summary>
    public int Stages => B.Length;

    /// <summary>Whether the scheme chooses its steps by its embedded error estimate.</summary>
    public bool IsAdaptive => !Error.IsEmpty;

    /// <summary>Whether stages are solutions of equations.</summary>
    public bool IsImplicit => Diagonal != 0;

    /// <summary>Whether the last stage is the slope at the end of the step, and so the first of the next step.</summary>
    public bool IsFirstSameAsLast { get; }

    /// <summary>
    /// The continuous extension: y(t + θh) ≈ y + h Σ w_i k_i with the stages' slopes and, last, the slope at the end of the step. Cubic Hermite interpolation
    /// for euler, midpoint, rk4 and bosh3 (error O(h⁴)), the extension of order 4 for dopri5, and for sdirk4 one of its own stages alone, of local order 4, since
    /// the field's value at a computed state of a stiff field is no good slope.
    /// </summary>
    /// <param name="theta">θ, between 0 and 1.</param>
    /// <param name="weights">Receives <see cref="Stages"/> + 1 weights.</param>
    public void ContinuousWeights(double theta, Span<double> weights)
    {
        if (IsImplicit)
        {
            for (int i = 0; i < Stages; i++)
            {
                ImmutableArray<double> c = Sdirk4Extension[i];
                weights[i] = theta * (c[0] + (theta * (c[1] + (theta * (c[2] + (theta * c[3]))))));
            }

            weights[Stages] = 0;
            return;
        }

        double rest = 1 - theta;
        double bubble = theta * theta * rest * rest;
        double step = theta * theta * (3 - (2 * theta));
        for (int i = 0; i < Stages; i++)
        {
            weights[i] = (step * B[i]) + (ErrorExponent == 5 ? bubble * DormandPrinceBubble[i] : 0);
        }

        weights[0] += theta * rest * rest;
        weights[Stages] = 0;
        weights[IsFirstSameAsLast ? Stages - 1 : Stages] -= theta * theta * rest;
    }

    /// <summary>The scheme of that name.</summary>
    /// <param name="name">euler, midpoint, rk4, bosh3, dopri5 or sdirk4.</param>
    /// <exception cref="InvalidInputException">There is no scheme of that name.</exception>
    public static ButcherTableau For(string name) => name switch
    {
        "euler" => Euler,
        "midpoint" => Midpoint,
        "rk4" => RungeKutta4,
        "bosh3" => BogackiShampine,
        "dopri5" => DormandPrince,
        "sdirk4" => Sdirk4,
        _ => throw new InvalidInputException($"flow solver \"{name}\" is unknown, expected {Names}"),
    };
}
