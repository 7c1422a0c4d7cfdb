namespace TorchDynInspect.Reporting.Figures;

/// <summary>How an axis maps values to positions.</summary>
public enum AxisScale
{
    /// <summary>Equal differences, equal distances.</summary>
    Linear,

    /// <summary>Equal ratios, equal distances. Shows positive values only.</summary>
    Logarithmic,
}
