using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Interchange.Architectures;

/// <summary>A multilayer perceptron without its weights: widths, the function after every hidden layer, the function after the
/// last.</summary>
internal sealed record MlpShape(ImmutableArray<int> Widths, Activation? Hidden, Activation? Output)
{
    public IEnumerable<LinearSlot> Slots(string prefix) =>
        Enumerable.Range(0, Widths.Length - 1).Select(i => new LinearSlot($"{prefix}layer{i}", Widths[i + 1], Widths[i]));

    /// <summary>The network, its affine layers taken from <paramref name="weights"/> in order.</summary>
    public Network ToNetwork(WeightSource weights) => new(Widths[0], Layers(weights));

    /// <summary>Its layers, which need not make a map of a space to itself.</summary>
    public ImmutableArray<Layer> Layers(WeightSource weights)
    {
        List<Layer> layers = [];
        for (int i = 1; i < Widths.Length; i++)
        {
            layers.Add(weights.NextAffine());
            Activation? after = i == Widths.Length - 1 ? Output : Hidden;
            if (after is not null)
            {
                layers.Add(weights.Next(after, Widths[i]));
            }
        }

        return [.. layers];
    }

    public bool Equals(MlpShape? other) =>
        other is not null && Widths.SequenceEqual(other.Widths) && Equals(Hidden, other.Hidden) && Equals(Output, other.Output);

    public override int GetHashCode() => Widths.Aggregate(0, HashCode.Combine);

    public override string ToString()
    {
        string output = Output is null ? string.Empty : ":" + FunctionText.Write(Output);
        string hidden = Hidden is null ? string.Empty : FunctionText.Write(Hidden);
        return string.Join('-', Widths) + (Hidden is null && Output is null ? string.Empty : ":" + hidden + output);
    }
}
