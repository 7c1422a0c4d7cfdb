using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>z·min(max(z+3, 0), 6)/6.</summary>
/// <remarks>At the ends torch differentiates the middle piece: σ′(−3) = −½, σ′(3) = 3/2 (its vector loop says 1 at 3); σ″ = 1/3 there.</remarks>
public sealed record Hardswish : Activation
{
    /// <inheritdoc/>
    public override string Name => "hardswish";

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(default(HardswishKernel), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(default(HardswishKernel), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(default(HardswishKernel), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => Math.Abs(z) <= 3 ? 1.0 / 3 : Constant(z, 0);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => Math.Log(Math.Abs(Derivative(z)));

    /// <inheritdoc/>
    public override double LipschitzConstant => 1.5;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.No;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => HardswishEnclosure.Instance;

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(default(HardswishKernel), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(default(HardswishKernel), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(default(HardswishKernel), z, value, secant);
}
