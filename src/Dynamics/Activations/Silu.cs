using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>z/(1 + e^−z).</summary>
public sealed record Silu : Activation
{
    /// <inheritdoc/>
    public override string Name => "silu";

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(default(SiluKernel), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(default(SiluKernel), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(default(SiluKernel), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) =>
        Math.Abs(z) > 800 ? 0 : LaneLoop.Derivative(default(LogisticKernel), z) * (2 - (2 * z * LogisticKernel.Shifted(z)));

    /// <inheritdoc/>
    public override double LogDerivative(double z)
    {
        // With s the logistic function: s(z)(1 + z·s(−z)), and 1 + s(−z)(z·s(z) − 1) where that is near 1.
        double a = Math.Abs(z);
        double t = Exponential.Exp(-a);
        return z < 0
            ? z - Logarithm.Log1p(t) + Math.Log(Math.Abs(1 + (Math.Max(z, -1e300) / (1 + t))))
            : a > 800 ? 0 : Logarithm.Log1p(t / (1 + t) * ((a / (1 + t)) - 1));
    }

    /// <inheritdoc/>
    public override double LipschitzConstant => 1.0998393201288669;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.No;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => SiluEnclosure.Instance;

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(default(SiluKernel), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(default(SiluKernel), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(default(SiluKernel), z, value, secant);
}
