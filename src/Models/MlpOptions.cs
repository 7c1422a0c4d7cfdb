using System.Collections.Immutable;

namespace TorchDynInspect.Models;

/// <summary>The architecture of an <see cref="Mlp"/>.</summary>
public sealed record MlpOptions : ModelOptions
{
    /// <summary>Creates options for the given widths.</summary>
    /// <param name="widths">Inputs, hidden widths, outputs: at least two numbers.</param>
    public MlpOptions(params ReadOnlySpan<int> widths) => Widths = [.. widths];

    /// <summary>Inputs, hidden widths, outputs.</summary>
    public ImmutableArray<int> Widths { get; init; }

    /// <inheritdoc/>
    public bool Equals(MlpOptions? other) => base.Equals(other) && Widths.SequenceEqual(other.Widths);

    /// <inheritdoc/>
    public override int GetHashCode() => Widths.Aggregate(base.GetHashCode(), HashCode.Combine);
}
