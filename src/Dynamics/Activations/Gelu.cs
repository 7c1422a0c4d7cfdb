using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>z·Φ(z) with Φ the normal distribution function.</summary>
public sealed record Gelu : Activation
{
    /// <inheritdoc/>
    public override string Name => "gelu";

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(default(GeluKernel), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(default(GeluKernel), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(default(GeluKernel), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) =>
        Math.Abs(z) > 40 ? 0 : 0.3989422804014327 * ErrorFunction.Gaussian(new Lane(z), 0.5).Value * Math.FusedMultiplyAdd(-z, z, 2);

    /// <inheritdoc/>
    public override double LogDerivative(double z)
    {
        const double logDensity = -0.9189385332046728; // ln 1/√(2π)

        // σ′(−a) = φ(a)(M(a) − a) with M = Φ(−a)/φ(a) the Mills ratio, and σ′(a) = 1 − σ′(−a).
        double a = Math.Min(Math.Abs(z), 1e300); // ln a must stay below the a² that outweighs it
        double mills = 1.2533141373155003 * ErrorFunction.Erfcx(new Lane(a / Math.Sqrt(2))).Value;
        if (z < 0)
        {
            return logDensity - (0.5 * z * z) + Math.Log(Math.Abs(mills - a));
        }

        double density = 0.3989422804014327 * ErrorFunction.Gaussian(new Lane(Math.Min(a, 40)), 0.5).Value;
        return a > 40 ? 0 : Logarithm.Log1p(density * (a - mills));
    }

    /// <inheritdoc/>
    public override double LipschitzConstant => 1.1289041451851548;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.No;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => GeluEnclosure.Instance;

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(default(GeluKernel), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(default(GeluKernel), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(default(GeluKernel), z, value, secant);
}
