using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange.StateDictionaries;

namespace TorchDynInspect.Interchange.Architectures;

/// <summary>Gives every linear layer that an architecture expects the entries of a state dictionary: by key where the keys are ours, else
/// by order.</summary>
internal sealed class SlotMatching(Architecture architecture, string file)
{
    public IEnumerable<Affine> Match(List<LinearLayer> layers)
    {
        IReadOnlyList<LinearSlot> slots = architecture.Slots;
        Dictionary<string, LinearLayer> byName = layers.ToDictionary(layer => layer.Prefix, StringComparer.Ordinal);
        bool named = slots.Count == layers.Count && slots.All(slot => byName.ContainsKey(slot.Name));
        if (slots.Count != layers.Count)
        {
            throw InputFault.In(
                file,
                $"holds {layers.Count} linear layers, --arch {architecture} expects {slots.Count}; "
                + $"{ArchitectureReading.GuessText(layers)}");
        }

        for (int i = 0; i < slots.Count; i++)
        {
            LinearLayer layer = named ? byName[slots[i].Name] : layers[i];
            if (layer.Outputs != slots[i].Outputs || layer.Inputs != slots[i].Inputs)
            {
                throw InputFault.InEntry(
                    file,
                    layer.Weight,
                    $"has shape {layer.Weight.ShapeText}, --arch {architecture} expects {slots[i].Outputs}×{slots[i].Inputs}; "
                    + $"{ArchitectureReading.GuessText(layers)}");
            }

            yield return layer.ToAffine(file);
        }
    }
}
