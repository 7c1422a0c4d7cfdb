using System.Collections.Immutable;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Networks;

/// <summary>h ↦ W h + b.</summary>
public sealed record Affine : Layer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="weight">W, outputs × inputs.</param>
    /// <param name="bias">b, one entry an output.</param>
    /// <exception cref="InvalidInputException">The bias has another length than W has rows, or holds NaN or infinity.</exception>
    public Affine(Matrix weight, ReadOnlySpan<double> bias)
    {
        ArgumentNullException.ThrowIfNull(weight);
        Preconditions.RequireLength(bias.Length, weight.Rows, "affine bias");
        Preconditions.RequireFinite(bias, "affine bias");
        Weight = weight;
        Bias = [.. bias];
    }

    /// <summary>W, outputs × inputs.</summary>
    public Matrix Weight { get; }

    /// <summary>b, one entry an output.</summary>
    public ImmutableArray<double> Bias { get; }

    /// <inheritdoc/>
    public override long ParameterCount => ((long)Weight.Rows * Weight.Columns) + Bias.Length;

    /// <inheritdoc/>
    public override int OutputsFor(int inputs) => inputs == Weight.Columns
        ? Weight.Rows
        : throw new InvalidInputException($"affine layer expects {Weight.Columns} inputs, the layer before it gives {inputs}");

    /// <inheritdoc/>
    public bool Equals(Affine? other) => other is not null && Weight.Equals(other.Weight) && Bias.AsSpan().SequenceEqual(other.Bias.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Weight, Bias.Length);
}
