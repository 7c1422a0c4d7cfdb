using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>ln(1/(1 + e^−z)) = −softplus(−z).</summary>
public sealed record LogSigmoid : Activation
{
    /// <inheritdoc/>
    public override string Name => "logsigmoid";

    /// <inheritdoc/>
    public override double ValueAtZero => -0.6931471805599453;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(default(LogSigmoidKernel), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(default(LogSigmoidKernel), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(default(LogSigmoidKernel), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => -LogSigmoidKernel.Mirror.Shifted(new Lane(-z)).Value;

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => -LaneLoop.Derivative(default(LogisticKernel), z);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => Value(-z);

    /// <inheritdoc/>
    public override double LipschitzConstant => 1;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Member;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => true;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => LogSigmoidEnclosure.Instance;

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(default(LogSigmoidKernel), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(default(LogSigmoidKernel), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(default(LogSigmoidKernel), z, value, secant);
}
