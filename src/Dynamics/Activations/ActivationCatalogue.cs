using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>Every activation this software knows, by torch's names.</summary>
public static class ActivationCatalogue
{
    /// <summary>The names, in the order of the documentation.</summary>
    public static ImmutableArray<string> Names => throw new NotImplementedException();

    /// <summary>Creates an activation by name.</summary>
    /// <param name="name">torch's name, e.g. "leaky_relu".</param>
    /// <param name="parameters">Parameters by the network file's spelling; missing ones take torch's defaults.</param>
    /// <exception cref="InvalidInputException">The name or a parameter is unknown, or a value is not allowed.</exception>
    public static Activation Create(string name, IReadOnlyDictionary<string, double>? parameters = null) => throw new NotImplementedException();
}
