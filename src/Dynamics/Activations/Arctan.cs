using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>arctan z.</summary>
public sealed record Arctan : Activation
{
    /// <inheritdoc/>
    public override string Name => "arctan";

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => Math.Atan(z);

    /// <inheritdoc/>
    public override double Derivative(double z) => Math.Abs(z) < 1e8 ? 1 / (1 + (z * z)) : 1 / z / z;

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => double.IsInfinity(z) ? 0 : -2 * (z * Derivative(z)) * Derivative(z);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => Math.Abs(z) < 1e8 ? -Logarithm.Log1p(z * z) : -2 * Math.Log(Math.Abs(z));

    /// <inheritdoc/>
    public override double LipschitzConstant => 1;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Member;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => true;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => ArctanEnclosure.Instance;
}
