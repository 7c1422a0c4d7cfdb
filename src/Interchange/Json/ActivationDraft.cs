using System.Collections.Immutable;

namespace TorchDynInspect.Interchange.Json;

/// <summary>A function's name and every property beside it that is a number or a list of numbers, which the catalogue judges.</summary>
internal sealed class ActivationDraft(string place)
{
    public string Place { get; } = place;

    public string? Function { get; set; }

    public Dictionary<string, double> Numbers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ImmutableArray<double>> Lists { get; } = new(StringComparer.Ordinal);

    public bool Has(string property) => Numbers.ContainsKey(property) || Lists.ContainsKey(property);
}
