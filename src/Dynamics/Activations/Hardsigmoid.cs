using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>min(max(z+3, 0), 6)/6.</summary>
/// <remarks>
/// The slope 1/6 is not a binary fraction: the definition is the quotient above, and <see cref="Activation.Pieces"/> holds the double nearest to 1/6.
/// Exact arithmetic must divide by 6 instead.
/// </remarks>
public sealed record Hardsigmoid : Activation
{
    /// <inheritdoc/>
    public override string Name => "hardsigmoid";

    /// <inheritdoc/>
    public override double ValueAtZero => 0.5;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(default(HardsigmoidKernel), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(default(HardsigmoidKernel), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(default(HardsigmoidKernel), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => z <= -3 ? -0.5 : z >= 3 ? 0.5 : z / 6;

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => Constant(z, 0);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => Math.Log(Derivative(z));

    /// <inheritdoc/>
    public override ImmutableArray<double>? Breakpoints => [-3, 3];

    /// <inheritdoc/>
    public override ImmutableArray<AffinePiece>? Pieces => [new(0, 0), new(1.0 / 6, 0.5), new(0, 1)];

    /// <inheritdoc/>
    public override double LipschitzConstant => 1.0 / 6;

    /// <inheritdoc/>
    public override double SecantBound => 1.0 / 6;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Extended;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => new PiecewiseLinearEnclosure(
        [-3, 3], [(0, 0, 0), ((Interval)1 / 6, -3, 0), (0, 0, 1)]);

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(default(HardsigmoidKernel), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(default(HardsigmoidKernel), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(default(HardsigmoidKernel), z, value, secant);
}
