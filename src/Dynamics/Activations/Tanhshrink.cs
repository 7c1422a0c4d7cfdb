using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>z − tanh z.</summary>
public sealed record Tanhshrink : Activation
{
    /// <inheritdoc/>
    public override string Name => "tanhshrink";

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(default(TanhshrinkKernel), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(default(TanhshrinkKernel), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(default(TanhshrinkKernel), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) =>
        2 * LaneLoop.Value(default(TanhKernel), z) * LaneLoop.Derivative(default(TanhKernel), z);

    /// <inheritdoc/>
    public override double LogDerivative(double z)
    {
        double a = Math.Abs(z);
        double tanh = LaneLoop.Value(default(TanhKernel), a);
        double t = Exponential.Exp(-2 * a);
        return a < 0.5 ? 2 * Math.Log(tanh) : 2 * Logarithm.Log1p(-2 * t / (1 + t));
    }

    /// <inheritdoc/>
    public override double LipschitzConstant => 1;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.No;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => TanhshrinkEnclosure.Instance;

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(default(TanhshrinkKernel), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(default(TanhshrinkKernel), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(default(TanhshrinkKernel), z, value, secant);
}
