using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>e^z.</summary>
public sealed record Exp : Activation
{
    /// <inheritdoc/>
    public override string Name => "exp";

    /// <inheritdoc/>
    public override double ValueAtZero => 1;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(default(ExpKernel), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(default(ExpKernel), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(default(ExpKernel), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Exponential.Expm1(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => Value(z);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => z;

    /// <inheritdoc/>
    public override double LipschitzConstant => double.PositiveInfinity;

    /// <inheritdoc/>
    public override double SecantBound => double.PositiveInfinity;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Member;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => true;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => ExpEnclosure.Instance;

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(default(ExpKernel), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(default(ExpKernel), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(default(ExpKernel), z, value, secant);
}
