using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>ln(1 + e^(βz))/β, and z itself where βz exceeds the threshold.</summary>
/// <remarks>
/// torch's linear branch makes the value fall by log1p(e^−threshold)/β at z = threshold/β: 2·10⁻⁹ at the defaults. The constants and classifications
/// below are those of the smooth function when the threshold is at least 20, torch's default; below that the jump is no longer negligible, and the
/// function is classified as what it is: not Lipschitz, not smooth, not in class F.
/// </remarks>
public sealed record Softplus : Activation
{
    /// <summary>Creates the function.</summary>
    /// <param name="beta">β, from 1e−100 to 1e100; torch's default 1.</param>
    /// <param name="threshold">βz above which the value is z; not negative; torch's default 20.</param>
    /// <exception cref="InvalidInputException">A parameter is out of range.</exception>
    public Softplus(double beta = 1, double threshold = 20)
    {
        Beta = RequireParameter(beta, "softplus", "beta", least: 1e-100, most: 1e100);
        Threshold = RequireParameter(threshold, "softplus", "threshold", least: 0);
    }

    /// <summary>β.</summary>
    public double Beta { get; }

    /// <summary>βz above which the value is z.</summary>
    public double Threshold { get; }

    /// <inheritdoc/>
    public override string Name => "softplus";

    /// <inheritdoc/>
    public override ImmutableArray<KeyValuePair<string, double>> Parameters => [new("beta", Beta), new("threshold", Threshold)];

    /// <inheritdoc/>
    public override double ValueAtZero => Value(0);

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(Kernel, z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(Kernel, z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(Kernel, z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Kernel.Shifted(new Lane(z)).Value;

    /// <inheritdoc/>
    public override double SecondDerivative(double z) =>
        Beta * z > Threshold ? 0 : Beta * Derivative(z) * LaneLoop.Derivative(Unbroken, -z);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => Beta * z > Threshold ? 0 : -Beta * LaneLoop.Value(Unbroken, -z);

    /// <inheritdoc/>
    public override double LipschitzConstant => IsNearlySmooth ? 1 : double.PositiveInfinity;

    /// <inheritdoc/>
    public override double SecantBound => Threshold >= 0.5 * Math.Log(2) ? 1 : (Math.Log(2) / Threshold) - 1;

    /// <inheritdoc/>
    public override ClassF ClassF => IsNearlySmooth ? ClassF.Member : ClassF.No;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => IsNearlySmooth;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => new SoftplusEnclosure(Beta, Threshold);

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(Kernel, z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(Kernel, z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(Kernel, z, value, secant);

    private bool IsNearlySmooth => Threshold >= 20;

    private SoftplusKernel Unbroken => new(Beta, double.MaxValue);

    private SoftplusKernel Kernel => new(Beta, Threshold);
}
