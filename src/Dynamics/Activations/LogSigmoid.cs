using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>ln(1/(1 + e^−z)) = −softplus(−z).</summary>
public sealed record LogSigmoid : Activation
{
    /// <inheritdoc/>
    public override string Name => "logsigmoid";

    /// <inheritdoc/>
    public override double ValueAtZero => -0.6931471805599453;

    /// <inheritdoc/>
    public override double Value(double z) => -LaneLoop.Value(Mirror, -z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Value(default(LogisticKernel), -z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(Mirror, -z);

    /// <inheritdoc/>
    public override double Shifted(double z) => -Mirror.Shifted(new Lane(-z)).Value;

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => -LaneLoop.Derivative(default(LogisticKernel), z);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => -LaneLoop.Value(Mirror, z);

    /// <inheritdoc/>
    public override double LipschitzConstant => 1;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Member;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => true;

    private static SoftplusKernel Mirror => new(1, double.MaxValue);
}
