using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>z for z &gt; 0, else α(e^z − 1).</summary>
public sealed record Elu : Activation
{
    /// <summary>Creates the function.</summary>
    /// <param name="alpha">α, finite; torch's default 1. With 0 the function is ReLU.</param>
    /// <exception cref="InvalidInputException">A parameter is out of range.</exception>
    public Elu(double alpha = 1)
    {
        Alpha = RequireParameter(alpha, "elu", "alpha");
    }

    /// <summary>α.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public override string Name => "elu";

    /// <inheritdoc/>
    public override ImmutableArray<KeyValuePair<string, double>> Parameters => [new("alpha", Alpha)];

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(new ExponentialLinearKernel(1, Alpha, Alpha, 1), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(new ExponentialLinearKernel(1, Alpha, Alpha, 1), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(new ExponentialLinearKernel(1, Alpha, Alpha, 1), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => z > 0 ? 0 : Derivative(z);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => z > 0 ? 0 : Math.Log(Math.Abs(Alpha)) + z;

    /// <inheritdoc/>
    public override ImmutableArray<double>? Breakpoints => Alpha == 0 ? [0] : null;

    /// <inheritdoc/>
    public override ImmutableArray<AffinePiece>? Pieces => Alpha == 0 ? [new(0, 0), new(1, 0)] : null;

    /// <inheritdoc/>
    public override double LipschitzConstant => Math.Max(1, Math.Abs(Alpha));

    /// <inheritdoc/>
    public override double SecantBound => Math.Max(1, Math.Abs(Alpha));

    /// <inheritdoc/>
    public override ClassF ClassF => Alpha switch { 1 => ClassF.Member, 0 => ClassF.Extended, _ => ClassF.No };

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => Alpha == 0 ? PiecewiseLinearEnclosure.Of(this) : new ExponentialLinearEnclosure(1, Alpha, 1);

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(new ExponentialLinearKernel(1, Alpha, Alpha, 1), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(new ExponentialLinearKernel(1, Alpha, Alpha, 1), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(new ExponentialLinearKernel(1, Alpha, Alpha, 1), z, value, secant);
}
