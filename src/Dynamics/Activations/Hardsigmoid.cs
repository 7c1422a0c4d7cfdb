using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>min(max(z+3, 0), 6)/6.</summary>
/// <remarks>
/// The slope 1/6 is not a binary fraction: the definition is the quotient above, and <see cref="Activation.Pieces"/> holds the double nearest to 1/6.
/// Exact arithmetic must divide by 6 instead.
/// </remarks>
public sealed record Hardsigmoid : Activation
{
    /// <inheritdoc/>
    public override string Name => "hardsigmoid";

    /// <inheritdoc/>
    public override double ValueAtZero => 0.5;

    /// <inheritdoc/>
    public override double Value(double z) => z <= -3 ? 0 : z >= 3 ? 1 : (z + 3) / 6;

    /// <inheritdoc/>
    public override double Derivative(double z) => z <= -3 || z >= 3 ? 0 : Constant(z, 1.0 / 6);

    /// <inheritdoc/>
    public override double Secant(double z) => Math.Abs(z) >= 3 ? 0.5 / Math.Abs(z) : Constant(z, 1.0 / 6);

    /// <inheritdoc/>
    public override double Shifted(double z) => z <= -3 ? -0.5 : z >= 3 ? 0.5 : z / 6;

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => Constant(z, 0);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => Math.Log(Derivative(z));

    /// <inheritdoc/>
    public override ImmutableArray<double>? Breakpoints => [-3, 3];

    /// <inheritdoc/>
    public override ImmutableArray<AffinePiece>? Pieces => [new(0, 0), new(1.0 / 6, 0.5), new(0, 1)];

    /// <inheritdoc/>
    public override double LipschitzConstant => 1.0 / 6;

    /// <inheritdoc/>
    public override double SecantBound => 1.0 / 6;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Extended;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;
}
