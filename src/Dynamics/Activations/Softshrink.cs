using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>z − λ for z &gt; λ, z + λ for z &lt; −λ, else 0.</summary>
public sealed record Softshrink : Activation
{
    /// <summary>Creates the function.</summary>
    /// <param name="lambda">λ, not negative; torch's default 0.5.</param>
    /// <exception cref="InvalidInputException">A parameter is out of range.</exception>
    public Softshrink(double lambda = 0.5)
    {
        Lambda = RequireParameter(lambda, "softshrink", "lambda", least: 0);
    }

    /// <summary>λ.</summary>
    public double Lambda { get; }

    /// <inheritdoc/>
    public override string Name => "softshrink";

    /// <inheritdoc/>
    public override ImmutableArray<KeyValuePair<string, double>> Parameters => [new("lambda", Lambda)];

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(new ShrinkKernel(Lambda, Lambda), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(new ShrinkKernel(Lambda, Lambda), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(new ShrinkKernel(Lambda, Lambda), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => Constant(z, 0);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => Math.Log(Derivative(z));

    /// <inheritdoc/>
    public override ImmutableArray<double>? Breakpoints => Lambda > 0 ? [-Lambda, Lambda] : [];

    /// <inheritdoc/>
    public override ImmutableArray<AffinePiece>? Pieces => Lambda > 0 ? [new(1, Lambda), new(0, 0), new(1, -Lambda)] : [new(1, 0)];

    /// <inheritdoc/>
    public override double LipschitzConstant => 1;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.No;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => PiecewiseLinearEnclosure.Of(this);

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(new ShrinkKernel(Lambda, Lambda), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(new ShrinkKernel(Lambda, Lambda), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(new ShrinkKernel(Lambda, Lambda), z, value, secant);
}
