using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>z/(1 + |z|).</summary>
/// <remarks>C¹ only: σ″ jumps from 2 to −2 at 0, where it is given as 0.</remarks>
public sealed record Softsign : Activation
{
    /// <inheritdoc/>
    public override string Name => "softsign";

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => double.IsInfinity(z) ? Math.Sign(z) : z / (1 + Math.Abs(z));

    /// <inheritdoc/>
    public override double Derivative(double z) => 1 / (1 + Math.Abs(z)) / (1 + Math.Abs(z));

    /// <inheritdoc/>
    public override double Secant(double z) => 1 / (1 + Math.Abs(z));

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => z == 0 ? 0 : -2 * Math.CopySign(Derivative(z), z) / (1 + Math.Abs(z));

    /// <inheritdoc/>
    public override double LogDerivative(double z) => -2 * Logarithm.Log1p(Math.Abs(z));

    /// <inheritdoc/>
    public override double LipschitzConstant => 1;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Member;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;
}
