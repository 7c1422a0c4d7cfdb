using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>The logistic function 1/(1 + e^−z).</summary>
public sealed record Sigmoid : Activation
{
    /// <inheritdoc/>
    public override string Name => "sigmoid";

    /// <inheritdoc/>
    public override double ValueAtZero => 0.5;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(default(LogisticKernel), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(default(LogisticKernel), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(default(LogisticKernel), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => LogisticKernel.Shifted(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => -2 * Derivative(z) * LogisticKernel.Shifted(z);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => -Math.Abs(z) - (2 * Logarithm.Log1p(Exponential.Exp(-Math.Abs(z))));

    /// <inheritdoc/>
    public override double LipschitzConstant => 0.25;

    /// <inheritdoc/>
    public override double SecantBound => 0.25;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Member;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => true;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => LogisticEnclosure.Instance;

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(default(LogisticKernel), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(default(LogisticKernel), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(default(LogisticKernel), z, value, secant);
}
