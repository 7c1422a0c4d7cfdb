using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>z·tanh(ln(1 + e^z)).</summary>
public sealed record Mish : Activation
{
    /// <inheritdoc/>
    public override string Name => "mish";

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(default(MishKernel), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(default(MishKernel), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(default(MishKernel), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z)
    {
        // σ″ = 2T′ + zT″, with T, e, D as in the kernel.
        if (Math.Abs(z) > 800)
        {
            return 0;
        }

        MishKernel.Parts(new Lane(z), out Lane exp, out _, out Lane denominator);
        double e = exp.Value;
        double d = denominator.Value;
        return z < 0
            ? 4 * e / (d * d * d) * ((2 * (1 + e) * d) + (z * (2 + (e * (2 - (e * (3 + (2 * e))))))))
            : 4 * e * e / (d * d * d) * ((2 * (1 + e) * d) + (z * ((e * e * (2 + (2 * e))) - (3 * e) - 2)));
    }

    /// <inheritdoc/>
    public override double LogDerivative(double z)
    {
        MishKernel.Parts(new Lane(z), out Lane exp, out _, out Lane denominator);
        double e = exp.Value;
        double d = denominator.Value;
        return z < 0
            ? z + Math.Log(Math.Abs(2 + e + (4 * Math.Max(z, -1e300) * (1 + e) / d)) / d)
            : z > 800 ? 0 : Logarithm.Log1p(2 * e * (e * ((2 * z * (1 + e) / d) - 1)) / d);
    }

    /// <inheritdoc/>
    public override double LipschitzConstant => 1.0884981612517279;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.No;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => MishEnclosure.Instance;

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(default(MishKernel), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(default(MishKernel), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(default(MishKernel), z, value, secant);
}
