namespace TorchDynInspect.Interchange.Json;

/// <summary>A function's name and every numeric property beside it, which the catalogue judges.</summary>
internal sealed class ActivationDraft(string place)
{
    public string Place { get; } = place;

    public string? Function { get; set; }

    public Dictionary<string, double> Numbers { get; } = new(StringComparer.Ordinal);
}
