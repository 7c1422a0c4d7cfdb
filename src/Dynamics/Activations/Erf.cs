using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>erf z = (2/√π)∫₀ᶻ e^(−t²) dt.</summary>
public sealed record Erf : Activation
{
    /// <inheritdoc/>
    public override string Name => "erf";

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(default(ErfKernel), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(default(ErfKernel), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(default(ErfKernel), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => Math.Abs(z) > 40 ? 0 : -2 * z * Derivative(z);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => 0.12078223763524522 - (z * z);

    /// <inheritdoc/>
    public override double LipschitzConstant => ErfKernel.SlopeAtZero;

    /// <inheritdoc/>
    public override double SecantBound => ErfKernel.SlopeAtZero;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Member;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => true;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => ErfEnclosure.Instance;

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(default(ErfKernel), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(default(ErfKernel), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(default(ErfKernel), z, value, secant);
}
