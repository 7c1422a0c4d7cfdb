using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>z for |z| &gt; λ, else 0: discontinuous for λ &gt; 0.</summary>
public sealed record Hardshrink : Activation
{
    /// <summary>Creates the function.</summary>
    /// <param name="lambda">λ, not negative; torch's default 0.5.</param>
    /// <exception cref="InvalidInputException">A parameter is out of range.</exception>
    public Hardshrink(double lambda = 0.5)
    {
        Lambda = RequireParameter(lambda, "hardshrink", "lambda", least: 0);
    }

    /// <summary>λ.</summary>
    public double Lambda { get; }

    /// <inheritdoc/>
    public override string Name => "hardshrink";

    /// <inheritdoc/>
    public override ImmutableArray<KeyValuePair<string, double>> Parameters => [new("lambda", Lambda)];

    /// <inheritdoc/>
    public override double ValueAtZero => 0;

    /// <inheritdoc/>
    public override double Value(double z) => Math.Abs(z) <= Lambda ? 0 : z;

    /// <inheritdoc/>
    public override double Derivative(double z) => Math.Abs(z) <= Lambda ? 0 : Constant(z, 1);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => Constant(z, 0);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => Math.Log(Derivative(z));

    /// <inheritdoc/>
    public override ImmutableArray<double>? Breakpoints => Lambda > 0 ? null : [];

    /// <inheritdoc/>
    public override ImmutableArray<AffinePiece>? Pieces => Lambda > 0 ? null : [new(1, 0)];

    /// <inheritdoc/>
    public override double LipschitzConstant => Lambda > 0 ? double.PositiveInfinity : 1;

    /// <inheritdoc/>
    public override double SecantBound => 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.No;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;
}
