using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>z for z &gt; 0, else α(e^(z/α) − 1): C¹ for every α.</summary>
public sealed record Celu : Activation
{
    /// <summary>Creates the function.</summary>
    /// <param name="alpha">α, from 1e−100 to 1e100; torch's default 1.</param>
    /// <exception cref="InvalidInputException">A parameter is out of range.</exception>
    public Celu(double alpha = 1)
    {
        Alpha = RequireParameter(alpha, "celu", "alpha", least: 1e-100, most: 1e100);
    }

    /// <summary>α.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public override string Name => "celu";

    /// <inheritdoc/>
    public override ImmutableArray<KeyValuePair<string, double>> Parameters => [new("alpha", Alpha)];

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(new ExponentialLinearKernel(1, Alpha, 1, Alpha), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(new ExponentialLinearKernel(1, Alpha, 1, Alpha), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(new ExponentialLinearKernel(1, Alpha, 1, Alpha), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => z > 0 ? 0 : Derivative(z) / Alpha;

    /// <inheritdoc/>
    public override double LogDerivative(double z) => z > 0 ? 0 : z / Alpha;

    /// <inheritdoc/>
    public override double LipschitzConstant => 1;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Member;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => new ExponentialLinearEnclosure(1, Alpha, Alpha);

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(new ExponentialLinearKernel(1, Alpha, 1, Alpha), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(new ExponentialLinearKernel(1, Alpha, 1, Alpha), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(new ExponentialLinearKernel(1, Alpha, 1, Alpha), z, value, secant);
}
