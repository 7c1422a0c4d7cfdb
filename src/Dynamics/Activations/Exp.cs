using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>e^z.</summary>
public sealed record Exp : Activation
{
    /// <inheritdoc/>
    public override string Name => "exp";

    /// <inheritdoc/>
    public override double ValueAtZero => 1;

    /// <inheritdoc/>
    public override double Value(double z) => Exponential.Exp(z);

    /// <inheritdoc/>
    public override double Derivative(double z) => Exponential.Exp(z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Exponential.Expm1(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => Exponential.Exp(z);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => z;

    /// <inheritdoc/>
    public override double LipschitzConstant => double.PositiveInfinity;

    /// <inheritdoc/>
    public override double SecantBound => double.PositiveInfinity;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Member;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => true;
}
