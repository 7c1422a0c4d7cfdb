using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>s·z for z &gt; 0, else s·α(e^z − 1), with the constants of Klambauer et al. (arXiv 1706.02515).</summary>
public sealed record Selu : Activation
{
    /// <inheritdoc/>
    public override string Name => "selu";

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(new ExponentialLinearKernel(Scale, Scale * Alpha, Scale * Alpha, 1), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(new ExponentialLinearKernel(Scale, Scale * Alpha, Scale * Alpha, 1), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(new ExponentialLinearKernel(Scale, Scale * Alpha, Scale * Alpha, 1), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => z > 0 ? 0 : Derivative(z);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => z > 0 ? Math.Log(Scale) : Math.Log(Scale * Alpha) + z;

    /// <inheritdoc/>
    public override double LipschitzConstant => Scale * Alpha;

    /// <inheritdoc/>
    public override double SecantBound => Scale * Alpha;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.No;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => new ExponentialLinearEnclosure(OneUlpAround(Scale), OneUlpAround(Scale) * OneUlpAround(Alpha), 1);

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(new ExponentialLinearKernel(Scale, Scale * Alpha, Scale * Alpha, 1), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(new ExponentialLinearKernel(Scale, Scale * Alpha, Scale * Alpha, 1), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(new ExponentialLinearKernel(Scale, Scale * Alpha, Scale * Alpha, 1), z, value, secant);

    private const double Scale = 1.0507009873554804934193349852946;
    private const double Alpha = 1.6732632423543772848170429916717;

    /// <summary>Holds the published decimal constant as well as the double.</summary>
    private static Interval OneUlpAround(double x) => new(Math.BitDecrement(x), Math.BitIncrement(x));
}
