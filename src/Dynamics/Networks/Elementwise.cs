using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.Networks;

/// <summary>h_i ↦ σ_i(h_i): one function for the whole layer, or one per unit.</summary>
public sealed record Elementwise : Layer
{
    /// <summary>The same function for every unit, for any width.</summary>
    /// <param name="activation">σ.</param>
    public Elementwise(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Units = [activation];
        IsUniform = true;
    }

    /// <summary>One function per unit.</summary>
    /// <param name="units">σ_1 … σ_n; fixes the width to n.</param>
    /// <exception cref="InvalidInputException">No function is given.</exception>
    public Elementwise(IEnumerable<Activation> units)
    {
        Units = [.. units];
        if (Units.IsEmpty)
        {
            throw new InvalidInputException("activation layer: has no functions, expected one per unit");
        }
    }

    /// <summary>Whether one function serves every unit.</summary>
    public bool IsUniform { get; }

    /// <summary>The single function when <see cref="IsUniform"/>, else one per unit.</summary>
    public ImmutableArray<Activation> Units { get; }

    /// <summary>The function of unit <paramref name="unit"/>.</summary>
    /// <param name="unit">Zero-based unit.</param>
    public Activation this[int unit] => Units[IsUniform ? 0 : unit];

    /// <inheritdoc/>
    public override long ParameterCount => 0;

    /// <inheritdoc/>
    public override int OutputsFor(int inputs) => IsUniform || inputs == Units.Length
        ? inputs
        : throw new InvalidInputException($"activation layer has {Units.Length} units, the layer before it gives {inputs}");

    /// <inheritdoc/>
    public bool Equals(Elementwise? other) => other is not null && IsUniform == other.IsUniform && Units.SequenceEqual(other.Units);

    /// <inheritdoc/>
    public override int GetHashCode() => Units.Aggregate(IsUniform ? 1 : 2, HashCode.Combine);
}
