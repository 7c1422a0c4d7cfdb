using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// A Runge–Kutta scheme for autonomous fields: stage i has the slope k_i = f(y + h Σ_j a_ij k_j), the step is y + h Σ b_i k_i. Immutable; one for each name.
/// </summary>
public sealed partial record ButcherTableau
{
    private readonly ImmutableArray<double> bubble;
    private readonly ImmutableArray<ImmutableArray<double>> extension;

    private ButcherTableau(
        string name,
        int order,
        int errorExponent,
        ImmutableArray<ImmutableArray<double>> a,
        ImmutableArray<double> b,
        ImmutableArray<double> error,
        ImmutableArray<double> bubble = default,
        ImmutableArray<ImmutableArray<double>> extension = default)
    {
        (Name, Order, ErrorExponent, A, B, Error) = (name, order, errorExponent, a, b, error);
        (this.bubble, this.extension) = (bubble, extension);
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
        if (!extension.IsDefault)
        {
            for (int i = 0; i < Stages; i++)
            {
                ImmutableArray<double> c = extension[i];
                weights[i] = theta * (c[0] + (theta * (c[1] + (theta * (c[2] + (theta * c[3]))))));
            }

            weights[Stages] = 0;
            return;
        }

        double rest = 1 - theta;
        double quartic = theta * theta * rest * rest;
        double step = theta * theta * (3 - (2 * theta));
        for (int i = 0; i < Stages; i++)
        {
            weights[i] = (step * B[i]) + (bubble.IsDefault ? 0 : quartic * bubble[i]);
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
