using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>min(max(z, Min), Max).</summary>
public sealed record Hardtanh : Activation
{
    /// <summary>Creates the function.</summary>
    /// <param name="min">Lowest value, finite; torch's default −1.</param>
    /// <param name="max">Highest value, above <paramref name="min"/>; torch's default 1.</param>
    /// <exception cref="InvalidInputException">A parameter is out of range.</exception>
    public Hardtanh(double min = -1, double max = 1)
    {
        Min = RequireParameter(min, "hardtanh", "min");
        Max = RequireParameter(max, "hardtanh", "max", above: min);
    }

    /// <summary>Lowest value.</summary>
    public double Min { get; }

    /// <summary>Highest value.</summary>
    public double Max { get; }

    /// <inheritdoc/>
    public override string Name => "hardtanh";

    /// <inheritdoc/>
    public override ImmutableArray<KeyValuePair<string, double>> Parameters => [new("min", Min), new("max", Max)];

    /// <inheritdoc/>
    public override double ValueAtZero => Math.Clamp(0, Min, Max);

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(new ClampKernel(Min, Max), z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(new ClampKernel(Min, Max), z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(new ClampKernel(Min, Max), z);

    /// <inheritdoc/>
    public override double Shifted(double z) => Value(z) - ValueAtZero;

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => Constant(z, 0);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => Math.Log(Derivative(z));

    /// <inheritdoc/>
    public override ImmutableArray<double>? Breakpoints => [Min, Max];

    /// <inheritdoc/>
    public override ImmutableArray<AffinePiece>? Pieces => [new(0, Min), new(1, 0), new(0, Max)];

    /// <inheritdoc/>
    public override double LipschitzConstant => 1;

    /// <inheritdoc/>
    public override double SecantBound => Min > 0 ? (Max - Min) / Max : Max < 0 ? (Max - Min) / -Min : 1;

    /// <inheritdoc/>
    public override ClassF ClassF => ClassF.Extended;

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => false;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => PiecewiseLinearEnclosure.Of(this);

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(new ClampKernel(Min, Max), z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(new ClampKernel(Min, Max), z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(new ClampKernel(Min, Max), z, value, secant);
}
