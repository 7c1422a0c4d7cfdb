using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>z/(1 + |z|).</summary>
/// <remarks>C¹ only: σ″ jumps from 2 to −2 at 0, where it is given as 0.</remarks>
public sealed record Softsign : Activation
{
    /// <inheritdoc/>
    public override string Name => "softsign";

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(default(SoftsignKernel), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(default(SoftsignKernel), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(default(SoftsignKernel), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => z == 0 ? 0 : -2 * Math.CopySign(Derivative(z), z) / (1 + Math.Abs(z));

    /// <inheritdoc/>
    public override double LogDerivative(double z) => -2 * Logarithm.Log1p(Math.Abs(z));

    /// <inheritdoc/>
    public override double LipschitzConstant => 1;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Member;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => SoftsignEnclosure.Instance;

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(default(SoftsignKernel), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(default(SoftsignKernel), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(default(SoftsignKernel), z, value, secant);
}
