using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>tanh z.</summary>
public sealed record Tanh : Activation
{
    /// <inheritdoc/>
    public override string Name => "tanh";

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(default(TanhKernel), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(default(TanhKernel), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(default(TanhKernel), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => -2 * Value(z) * Derivative(z);

    /// <inheritdoc/>
    public override double LogDerivative(double z)
    {
        double a = Math.Abs(z);
        double value = Value(a);

        // ln(1 − tanh²) while that is no cancellation, then −2 ln cosh z with cosh z = e^a (1 + e^−2a)/2.
        return a < 0.8
            ? Logarithm.Log1p(-value * value)
            : -2 * (a + Logarithm.Log1p(0.5 * Exponential.Expm1(-2 * a)));
    }

    /// <inheritdoc/>
    public override double LipschitzConstant => 1;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Member;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => true;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => TanhEnclosure.Instance;

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(default(TanhKernel), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(default(TanhKernel), z, value, derivative);

    /// <inheritdoc/>
    public override void SecondDerivatives(ReadOnlySpan<double> z, ReadOnlySpan<double> value, ReadOnlySpan<double> derivative, Span<double> second)
    {
        for (int i = 0; i < second.Length; i++)
        {
            second[i] = -2 * value[i] * derivative[i];
        }
    }

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(default(TanhKernel), z, value, secant);
}
