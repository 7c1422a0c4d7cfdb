using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange.Architectures;

namespace TorchDynInspect.Interchange.StateDictionaries;

/// <summary>The state dictionary of a network, with the keys that <see cref="Architecture"/> fixes.</summary>
internal static class NetworkState
{
    public static StateDictionary Of(Network network)
    {
        ImmutableArray<LinearSlot> slots = Architecture.Of(network).Slots;
        Affine[] affines = [.. AffinesIn(network)];

        // One type for all, since torch modules have one; float32 is what they have by default, so it is taken where it keeps every bit.
        bool single = affines.All(affine => IsSingle(affine.Weight.Values) && IsSingle(affine.Bias.AsSpan()));
        StateDataType type = single ? StateDataType.Float32 : StateDataType.Float64;
        return new StateDictionary(slots.Zip(affines).SelectMany(pair => Entries(pair.First.Name, pair.Second, type)));
    }

    private static IEnumerable<Affine> AffinesIn(Network network) => network.Layers.SelectMany(layer => layer switch
    {
        Affine affine => [affine],
        Residual residual => AffinesIn(residual.Branch),
        _ => Enumerable.Empty<Affine>(),
    });

    private static IEnumerable<StateTensor> Entries(string name, Affine affine, StateDataType type) =>
    [
        new StateTensor($"{name}.weight", [affine.Weight.Rows, affine.Weight.Columns], type, affine.Weight.Memory),
        new StateTensor($"{name}.bias", [affine.Bias.Length], type, affine.Bias.AsMemory()),
    ];

    private static bool IsSingle(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if ((float)value != value)
            {
                return false;
            }
        }

        return true;
    }
}
