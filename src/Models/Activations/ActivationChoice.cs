using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TorchDynInspect.Models.Activations;

/// <summary>An activation by torch's name with its parameters, e.g. "leaky_relu" with ("slope", 0.25). A string converts to a choice with torch's defaults.</summary>
/// <param name="Name">torch's name of the function, one of <see cref="ActivationModules.Names"/>.</param>
public sealed record ActivationChoice(string Name)
{
    /// <summary>Parameters in the network file's spelling; a missing one takes torch's default.</summary>
    public ImmutableSortedDictionary<string, double> Parameters { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>The function of that name with torch's default parameters.</summary>
    /// <param name="name">torch's name; null gives null.</param>
    [return: NotNullIfNotNull(nameof(name))]
    public static implicit operator ActivationChoice?(string? name) => name is null ? null : FromString(name);

    /// <summary>The function of that name with torch's default parameters.</summary>
    /// <param name="name">torch's name.</param>
    public static ActivationChoice FromString(string name) => new(name);

    /// <summary>This choice with one more parameter.</summary>
    /// <param name="parameter">The network file's spelling, e.g. "slope".</param>
    /// <param name="value">Its value.</param>
    public ActivationChoice With(string parameter, double value) => this with { Parameters = Parameters.SetItem(parameter, value) };

    /// <inheritdoc/>
    public bool Equals(ActivationChoice? other) => other is not null && Name == other.Name && Parameters.SequenceEqual(other.Parameters);

    /// <inheritdoc/>
    public override int GetHashCode() => Parameters.Aggregate(Name.GetHashCode(StringComparison.Ordinal), HashCode.Combine);

    /// <summary>"tanh", "hardtanh(max=2,min=-0.5)": the form that <c>tdi --arch</c> reads.</summary>
    public override string ToString() => Parameters.IsEmpty
        ? Name
        : $"{Name}({string.Join(",", Parameters.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key}={p.Value:R}")))})";
}
