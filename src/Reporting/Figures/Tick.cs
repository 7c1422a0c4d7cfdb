namespace TorchDynInspect.Reporting.Figures;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where it stands.</param>
/// <param name="Label">Its text; empty for a minor tick.</param>
public readonly record struct Tick(double Value, string Label)
{
    /// <summary>Whether the tick subdivides the labelled ones.</summary>
    public bool IsMinor => Label.Length == 0;
}
