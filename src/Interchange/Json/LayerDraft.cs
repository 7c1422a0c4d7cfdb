namespace TorchDynInspect.Interchange.Json;

/// <summary>
/// What one layer object says, before its type is known to allow it (JSON leaves the order of properties open) and before the width it
/// receives is known.
/// </summary>
internal sealed class LayerDraft(string place)
{
    public string Place { get; } = place;

    public string? Type { get; set; }

    public HashSet<string> Properties { get; } = new(StringComparer.Ordinal);

    public (int Rows, int Columns, double[] Values)? Weight { get; set; }

    public double[]? Bias { get; set; }

    public ActivationDraft Activation { get; } = new(place);

    public List<ActivationDraft>? Units { get; set; }

    public List<LayerDraft>? Layers { get; set; }

    public List<LayerDraft>? Field { get; set; }

    public string? Solver { get; set; }
}
