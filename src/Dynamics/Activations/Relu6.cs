using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>min(max(z, 0), 6).</summary>
public sealed record Relu6 : Activation
{
    /// <inheritdoc/>
    public override string Name => "relu6";

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(new ClampKernel(0, 6), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(new ClampKernel(0, 6), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(new ClampKernel(0, 6), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => Constant(z, 0);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => Math.Log(Derivative(z));

    /// <inheritdoc/>
    public override ImmutableArray<double>? Breakpoints => [0, 6];

    /// <inheritdoc/>
    public override ImmutableArray<AffinePiece>? Pieces => [new(0, 0), new(1, 0), new(0, 6)];

    /// <inheritdoc/>
    public override double LipschitzConstant => 1;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Extended;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => PiecewiseLinearEnclosure.Of(this);

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(new ClampKernel(0, 6), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(new ClampKernel(0, 6), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(new ClampKernel(0, 6), z, value, secant);
}
