using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>½z(1 + tanh(√(2/π)(z + 0.044715z³))), torch's gelu with approximate="tanh".</summary>
/// <remarks>In a network file: {"type":"activation","function":"gelu_tanh"}.</remarks>
public sealed record GeluTanh : Activation
{
    /// <inheritdoc/>
    public override string Name => "gelu_tanh";

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(default(GeluTanhKernel), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(default(GeluTanhKernel), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(default(GeluTanhKernel), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z)
    {
        // σ″ = s(1−s)[2y′ + z((1−2s)y′² + y″)]
        if (Math.Abs(z) > 24)
        {
            return 0;
        }

        GeluTanhKernel.Parts(new Lane(z), out Lane logistic, out Lane complement);
        double slope = GeluTanhKernel.ArgumentSlope(z);
        double bend = ((complement.Value - logistic.Value) * slope * slope) + GeluTanhKernel.ArgumentCurvature(z);
        return logistic.Value * complement.Value * ((2 * slope) + (z * bend));
    }

    /// <inheritdoc/>
    public override double LogDerivative(double z)
    {
        double y = GeluTanhKernel.Argument(z);
        double growth = z * GeluTanhKernel.ArgumentSlope(z);
        if (double.IsNegativeInfinity(y))
        {
            return y;
        }

        if (z < -24)
        {
            // 1 is lost beside zy′ long before y overflows, and the logarithm of the factors cannot overflow.
            return y + (z < -1e6 ? Math.Log(-z) + Math.Log(GeluTanhKernel.ArgumentSlope(z)) : Math.Log(-1 - growth));
        }

        GeluTanhKernel.Parts(new Lane(Math.Min(z, 24)), out Lane logistic, out Lane complement);
        return z < 0
            ? y - Logarithm.Log1p(Exponential.Exp(y)) + Math.Log(Math.Abs(1 + (growth * complement.Value)))
            : z > 24 ? 0 : Logarithm.Log1p(complement.Value * ((growth * logistic.Value) - 1));
    }

    /// <inheritdoc/>
    public override double LipschitzConstant => 1.1289930686787717;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.No;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => GeluTanhEnclosure.Instance;

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(default(GeluTanhKernel), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(default(GeluTanhKernel), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(default(GeluTanhKernel), z, value, secant);
}
