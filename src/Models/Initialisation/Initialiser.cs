using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace TorchDynInspect.Models.Initialisation;

/// <summary>
/// An initialiser by torch's name with its parameters, e.g. "kaiming_normal" with nonlinearity "relu", or "uniform" with ("a", −0.1) and ("b", 0.1).
/// A string converts to an initialiser with torch's defaults.
/// </summary>
/// <param name="Name">torch's name without the trailing underscore, one of <see cref="Initialisers.Names"/>.</param>
public sealed record Initialiser(string Name)
{
    /// <summary>Parameters by torch's spelling ("gain", "std", …); a missing one takes torch's default.</summary>
    public ImmutableSortedDictionary<string, double> Parameters { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>
    /// Whose gain scales the weights (torch's calculate_gain): "linear", "sigmoid", "tanh", "relu", "leaky_relu" or "selu". Kaiming takes "leaky_relu" when
    /// null; Xavier and orthogonal then take the parameter "gain". It cannot be given together with "gain".
    /// </summary>
    public string? Nonlinearity { get; init; }

    /// <summary>Kaiming only: "fan_in" (default) keeps the variance of the forward pass, "fan_out" that of the backward pass.</summary>
    public string Mode { get; init; } = "fan_in";

    /// <summary>The initialiser of that name with torch's defaults.</summary>
    /// <param name="name">torch's name; null gives null.</param>
    [return: NotNullIfNotNull(nameof(name))]
    public static implicit operator Initialiser?(string? name) => name is null ? null : FromString(name);

    /// <summary>The initialiser of that name with torch's defaults.</summary>
    /// <param name="name">torch's name.</param>
    public static Initialiser FromString(string name) => new(name);

    /// <summary>This initialiser with one more parameter.</summary>
    /// <param name="parameter">torch's spelling, e.g. "gain".</param>
    /// <param name="value">Its value.</param>
    public Initialiser With(string parameter, double value) => this with { Parameters = Parameters.SetItem(parameter, value) };

    /// <inheritdoc/>
    public bool Equals(Initialiser? other) =>
        other is not null && Name == other.Name && Nonlinearity == other.Nonlinearity && Mode == other.Mode && Parameters.SequenceEqual(other.Parameters);

    /// <inheritdoc/>
    public override int GetHashCode() => Parameters.Aggregate(HashCode.Combine(Name, Nonlinearity, Mode), HashCode.Combine);
}
