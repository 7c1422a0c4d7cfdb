using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange.StateDictionaries;

namespace TorchDynInspect.Interchange.Architectures;

/// <summary>Reads an architecture off a network, or off the keys and shapes of a state dictionary as far as these tell.</summary>
internal static class ArchitectureReading
{
    /// <summary>The architecture of a network; null when it has no such form.</summary>
    public static Architecture? Of(Network network)
    {
        if (HasListParameters(network))
        {
            return null;
        }

        if (MlpOf(network) is { } mlp)
        {
            return new Architecture(mlp);
        }

        ReadOnlySpan<Layer> layers = network.Layers.AsSpan();
        int? lift = null;
        int? readout = null;
        Activation? output = null;
        if (layers is [.. var beforeOutput, Elementwise { IsUniform: true } function])
        {
            output = function.Units[0];
            layers = beforeOutput;
        }

        if (layers is [Affine first, .. var afterLift])
        {
            lift = first.Weight.Columns;
            layers = afterLift;
        }

        if (layers is [.. var beforeReadout, Affine last])
        {
            readout = last.Weight.Rows;
            layers = beforeReadout;
        }

        List<MlpShape> blocks = [];
        foreach (Layer layer in layers)
        {
            if (layer is not Residual { Branch: var branch } || MlpOf(branch) is not { } block)
            {
                return null;
            }

            blocks.Add(block);
        }

        return blocks.Count == 0 ? null : new Architecture(lift, [.. blocks], readout, output);
    }

    /// <summary>"its shapes look like --arch 2-64-2:ACTIVATION", or that they fit nothing.</summary>
    public static string GuessText(List<LinearLayer> layers) =>
        Guess(layers) is { } guess ? $"its shapes look like --arch \"{guess}\"" : "its shapes do not chain into a network";

    private static string? Guess(List<LinearLayer> layers)
    {
        bool hasLift = layers.Count > 0 && layers[0].Prefix == "lift";
        bool hasReadout = layers.Count > 0 && layers[^1].Prefix == "readout";
        List<LinearLayer> inner = layers[(hasLift ? 1 : 0)..(hasReadout ? ^1 : ^0)];
        if (inner.Count == 0 || !inner.TrueForAll(layer => layer.Prefix.StartsWith("block", StringComparison.Ordinal)))
        {
            return GuessMlp(layers);
        }

        List<string> blocks = [];
        foreach (IGrouping<string, LinearLayer> block in inner.GroupBy(layer => layer.Prefix.Split('.')[0], StringComparer.Ordinal))
        {
            if (GuessMlp([.. block]) is not { } mlp)
            {
                return null;
            }

            blocks.Add($"[{mlp}]");
        }

        string runs = blocks.Distinct().Count() == 1 && blocks.Count > 1 ? $"{blocks[0]}x{blocks.Count}" : string.Join('-', blocks);
        return (hasLift ? $"{layers[0].Inputs}-" : string.Empty) + runs + (hasReadout ? $"-{layers[^1].Outputs}" : string.Empty);
    }

    private static string? GuessMlp(List<LinearLayer> layers)
    {
        bool chains = layers.Count > 0 && Enumerable.Range(1, layers.Count - 1).All(i => layers[i].Inputs == layers[i - 1].Outputs);
        return !chains
            ? null
            : string.Join('-', layers.Select(layer => layer.Outputs).Prepend(layers[0].Inputs))
                + (layers.Count > 1 ? ":ACTIVATION" : string.Empty);
    }

    // The text has no spelling for a list.
    private static bool HasListParameters(Network network) => network.Layers.Any(layer => layer switch
    {
        Elementwise elementwise => elementwise.Units.Any(unit => !unit.ParameterLists.IsEmpty),
        Residual residual => HasListParameters(residual.Branch),
        _ => false,
    });

    // affine (σ affine)* [σ], the σ between equal.
    private static MlpShape? MlpOf(Network network)
    {
        ReadOnlySpan<Layer> layers = network.Layers.AsSpan();
        Activation? output = null;
        if (layers is [.. var body, Elementwise { IsUniform: true } last])
        {
            output = last.Units[0];
            layers = body;
        }

        if (layers.Length % 2 == 0)
        {
            return null;
        }

        List<int> widths = [network.Inputs];
        Activation? hidden = null;
        for (int i = 0; i < layers.Length; i++)
        {
            if (i % 2 == 0 && layers[i] is Affine affine)
            {
                widths.Add(affine.Weight.Rows);
            }
            else if (i % 2 == 1 && layers[i] is Elementwise { IsUniform: true } between
                && (hidden ?? between.Units[0]).Equals(between.Units[0]))
            {
                hidden = between.Units[0];
            }
            else
            {
                return null;
            }
        }

        return new MlpShape([.. widths], hidden, output);
    }
}
