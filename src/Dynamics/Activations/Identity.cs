using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations.Enclosures;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>z.</summary>
public sealed record Identity : Activation
{
    /// <inheritdoc/>
    public override string Name => "identity";

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => z;

    /// <inheritdoc/>
    public override double Derivative(double z) => Constant(z, 1);

    /// <inheritdoc/>
    public override double Secant(double z) => Constant(z, 1);

    /// <inheritdoc/>
    public override double Shifted(double z) => z;

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => Constant(z, 0);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => Constant(z, 0);

    /// <inheritdoc/>
    public override ImmutableArray<double>? Breakpoints => [];

    /// <inheritdoc/>
    public override ImmutableArray<AffinePiece>? Pieces => [new(1, 0)];

    /// <inheritdoc/>
    public override double LipschitzConstant => 1;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Member;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => true;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => PiecewiseLinearEnclosure.Of(this);

    /// <inheritdoc/>
    public override bool IsPositivelyHomogeneous => true;
}
