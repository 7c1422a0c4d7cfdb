using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.Networks;

/// <summary>
/// An immutable feed-forward network R^inputs → R^outputs: the composition of its layers, first layer first. An empty list of layers is the identity.
/// Every analysis is a function of this description.
/// </summary>
public sealed record Network
{
    /// <summary>Creates a network and checks that its layers chain.</summary>
    /// <param name="inputs">Dimension of the input, at least 1.</param>
    /// <param name="layers">The layers, first applied first.</param>
    /// <exception cref="InvalidInputException">The widths do not chain; the message names the layer by its index.</exception>
    public Network(int inputs, IEnumerable<Layer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (inputs < 1)
        {
            throw new InvalidInputException($"network: has {inputs} inputs, expected at least 1");
        }

        Inputs = inputs;
        Layers = [.. layers];
        int[] widths = new int[Layers.Length + 1];
        widths[0] = inputs;
        for (int i = 0; i < Layers.Length; i++)
        {
            try
            {
                widths[i + 1] = Layers[i].OutputsFor(widths[i]);
            }
            catch (InvalidInputException e)
            {
                throw new InvalidInputException($"layers[{i}]: {e.Message}", e);
            }
        }

        Widths = [.. widths];
    }

    /// <summary>Dimension of the input.</summary>
    public int Inputs { get; }

    /// <summary>Dimension of the output.</summary>
    public int Outputs => Widths[^1];

    /// <summary>The layers, first applied first.</summary>
    public ImmutableArray<Layer> Layers { get; }

    /// <summary>Width before each layer and after the last: <c>Layers.Length + 1</c> entries.</summary>
    public ImmutableArray<int> Widths { get; }

    /// <summary>How many real parameters the network holds.</summary>
    public long ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    /// <summary>Whether the network maps a space to itself, so that it can be iterated.</summary>
    public bool IsSelfMap => Inputs == Outputs;

    /// <inheritdoc/>
    public bool Equals(Network? other) => other is not null && Inputs == other.Inputs && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(Inputs, HashCode.Combine);
}
