using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>z for z &gt; 0, else slope·z with a learned slope; torch's one-per-channel layer is one of these per unit.</summary>
public sealed record PRelu : Activation
{
    /// <summary>Creates the function.</summary>
    /// <param name="slope">Slope on the left, finite; torch's default 0.25.</param>
    /// <exception cref="InvalidInputException">A parameter is out of range.</exception>
    public PRelu(double slope = 0.25)
    {
        Slope = RequireParameter(slope, "prelu", "slope");
    }

    /// <summary>Slope for z ≤ 0.</summary>
    public double Slope { get; }

    /// <inheritdoc/>
    public override string Name => "prelu";

    /// <inheritdoc/>
    public override ImmutableArray<KeyValuePair<string, double>> Parameters => [new("slope", Slope)];

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(new LeakyKernel(Slope), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(new LeakyKernel(Slope), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(new LeakyKernel(Slope), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => Constant(z, 0);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => Math.Log(Math.Abs(Derivative(z)));

    /// <inheritdoc/>
    public override ImmutableArray<double>? Breakpoints => Slope == 1 ? [] : [0];

    /// <inheritdoc/>
    public override ImmutableArray<AffinePiece>? Pieces => Slope == 1 ? [new(1, 0)] : [new(Slope, 0), new(1, 0)];

    /// <inheritdoc/>
    public override double LipschitzConstant => Math.Max(1, Math.Abs(Slope));

    /// <inheritdoc/>
    public override double SecantBound => Math.Max(1, Math.Abs(Slope));

    /// <inheritdoc/>
    public override ClassF ClassF => Slope switch { 1 => ClassF.Member, 0 => ClassF.Extended, _ => ClassF.No };

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => Slope == 1;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => PiecewiseLinearEnclosure.Of(this);

    /// <inheritdoc/>
    public override bool IsPositivelyHomogeneous => true;

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(new LeakyKernel(Slope), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(new LeakyKernel(Slope), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(new LeakyKernel(Slope), z, value, secant);
}
