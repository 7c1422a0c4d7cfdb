namespace TorchDynInspect.Reporting.Figures;

/// <summary>A line across the whole plot at one value, e.g. a threshold.</summary>
/// <param name="Value">Where it stands.</param>
/// <param name="Vertical">True for x = value, false for y = value.</param>
public sealed record RuleMark(double Value, bool Vertical = false) : Mark
{
    /// <summary>Whether the line is dashed; solid rules are axes through zero.</summary>
    public bool Dashed { get; init; } = true;
}
