using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations.Enclosures;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>
/// A scalar function σ applied to units. Immutable; two activations with the same <see cref="Name"/>, <see cref="Parameters"/> and
/// <see cref="ParameterLists"/> are equal.
/// The catalogue is <see cref="ActivationCatalogue"/>.
/// </summary>
/// <remarks>
/// <para>
/// Accuracy, in units of 2^−52 relative to the true result at the double z: values 2, <see cref="Shifted"/> 2.5, <see cref="Secant"/> 3,
/// <see cref="Derivative"/> 4, <see cref="SecondDerivative"/> and <see cref="LogDerivative"/> 8, near 0 and in both tails. Where σ′ or σ″ of a
/// non-monotone function passes through 0 (GELU, SiLU, Mish), the unit is that of the larger of the two terms that cancel; and a result near the
/// subnormal numbers is off by at most 4(1 + z²) times the least double.
/// </para>
/// <para>The span members give the bits of the scalar ones, in registers of every width.</para>
/// </remarks>
public abstract record Activation
{
    private protected Activation()
    {
    }

    /// <summary>torch's name of the function, e.g. "leaky_relu".</summary>
    public abstract string Name { get; }

    /// <summary>The parameters in the network file's spelling, e.g. ("slope", 0.25); empty for a function without any.</summary>
    public virtual ImmutableArray<KeyValuePair<string, double>> Parameters => [];

    /// <summary>The parameters that are lists of numbers, in the network file's spelling; empty but for <see cref="PiecewiseLinear"/>.</summary>
    public virtual ImmutableArray<KeyValuePair<string, ImmutableArray<double>>> ParameterLists => [];

    /// <summary>s₀ = σ(0), which the shifted secant form subtracts (theory §1).</summary>
    public abstract double ValueAtZero { get; }

    /// <summary>σ(z); at ±∞ the limit, and NaN for NaN, as all functions of z here.</summary>
    /// <param name="z">The pre-activation.</param>
    public abstract double Value(double z);

    /// <summary>σ(z) − σ(0) without cancellation near 0.</summary>
    /// <param name="z">The pre-activation.</param>
    public abstract double Shifted(double z);

    /// <summary>σ′(z); at a kink the value torch's backward uses.</summary>
    /// <param name="z">The pre-activation.</param>
    public abstract double Derivative(double z);

    /// <summary>σ″(z); 0 on the pieces of a piecewise-linear function and at its kinks.</summary>
    /// <param name="z">The pre-activation.</param>
    public abstract double SecondDerivative(double z);

    /// <summary>
    /// ln |σ′(z)| without underflow in saturation; −∞ where σ′ is 0, or where the logarithm itself is below −1.8e308 (e^(−z²) at |z| &gt; 1.3e154).
    /// </summary>
    /// <param name="z">The pre-activation.</param>
    public abstract double LogDerivative(double z);

    /// <summary>The shifted secant slope λ(z) = (σ(z) − σ(0))/z, with λ(0) = σ′(0) (theory §1).</summary>
    /// <param name="z">The pre-activation.</param>
    /// <remarks>The quotient is not formed where it would lose digits to underflow or be ∞/∞; there it equals σ′(z) to the last bit.</remarks>
    public virtual double Secant(double z) => double.IsInfinity(z) || Math.Abs(z) < 1e-290 ? Derivative(z) : Shifted(z) / z;

    /// <summary>Breakpoints in increasing order when σ is continuous and piecewise linear; null otherwise. Empty for an affine function.</summary>
    public virtual ImmutableArray<double>? Breakpoints => null;

    /// <summary>
    /// The affine pieces between the <see cref="Breakpoints"/>, one more than those, from left to right; null for any other function.
    /// The breakpoints themselves are exact, and σ is continuous, so either neighbour gives the value there.
    /// </summary>
    public virtual ImmutableArray<AffinePiece>? Pieces => null;

    /// <summary>The least Lipschitz constant: sup |σ′|, and +∞ when that is unbounded (exp) or σ jumps (hardshrink).</summary>
    public abstract double LipschitzConstant { get; }

    /// <summary>sup |λ| of the shifted secant slope; +∞ when unbounded.</summary>
    public abstract double SecantBound { get; }

    /// <summary>Membership in class F (theory §0).</summary>
    public abstract ClassF ClassF { get; }

    /// <summary>Whether σ is C² with σ′ ≠ 0 everywhere, which the Morse theorems need (theory §2).</summary>
    public abstract bool IsSmoothWithoutCriticalPoints { get; }

    /// <summary>The interval extensions of σ, σ′, σ″ and ln |σ′|, and linear relaxations. Keep it: functions with parameters create it at each call.</summary>
    public abstract ActivationEnclosure Enclosure { get; }

    /// <summary>σ(a z) = a σ(z) for a > 0: ReLU, LeakyReLU, PReLU, identity. Then all three affine forms agree.</summary>
    public virtual bool IsPositivelyHomogeneous => false;

    /// <summary>Whether σ is continuous and piecewise linear.</summary>
    public bool IsPiecewiseLinear => Breakpoints is not null;

    /// <summary>σ over a span, vectorised where the function allows it.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="value">Receives σ(z); same length; may be the same memory as <paramref name="z"/>.</param>
    public virtual void Values(ReadOnlySpan<double> z, Span<double> value)
    {
        for (int i = 0; i < z.Length; i++)
        {
            value[i] = Value(z[i]);
        }
    }

    /// <summary>σ and σ′ over a span.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="value">Receives σ(z); may be the same memory as <paramref name="z"/>.</param>
    /// <param name="derivative">Receives σ′(z); must not overlap <paramref name="z"/>.</param>
    public virtual void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative)
    {
        for (int i = 0; i < z.Length; i++)
        {
            double x = z[i];
            derivative[i] = Derivative(x);
            value[i] = Value(x);
        }
    }

    /// <summary>σ″ over a span whose σ and σ′ are known.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="value">σ(z).</param>
    /// <param name="derivative">σ′(z).</param>
    /// <param name="second">Receives σ″(z); must not overlap the others.</param>
    public virtual void SecondDerivatives(ReadOnlySpan<double> z, ReadOnlySpan<double> value, ReadOnlySpan<double> derivative, Span<double> second)
    {
        for (int i = 0; i < z.Length; i++)
        {
            second[i] = SecondDerivative(z[i]);
        }
    }

    /// <summary>σ and the shifted secant slope λ over a span.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="value">Receives σ(z); may be the same memory as <paramref name="z"/>.</param>
    /// <param name="secant">Receives λ(z); must not overlap <paramref name="z"/>.</param>
    public virtual void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant)
    {
        for (int i = 0; i < z.Length; i++)
        {
            double x = z[i];
            secant[i] = Secant(x);
            value[i] = Value(x);
        }
    }

    /// <summary><paramref name="value"/> whatever z is, except that NaN stays NaN.</summary>
    private protected static double Constant(double z, double value) => double.IsNaN(z) ? z : value;

    private protected static double RequireParameter(
        double value,
        string function,
        string parameter,
        double least = double.MinValue,
        double most = double.MaxValue,
        double? above = null)
    {
        if (double.IsFinite(value) && value >= least && value <= most && !(value <= above))
        {
            return value;
        }

        string expected = above is not null ? $"a finite number above {above}"
            : least == double.MinValue ? "a finite number"
            : most == double.MaxValue ? $"a finite number of at least {least}"
            : $"a number from {least} to {most}";
        throw new InvalidInputException($"activation '{function}': {parameter} is {value}, expected {expected}");
    }
}
