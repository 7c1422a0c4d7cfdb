namespace TorchDynInspect.Reporting.Charts;

/// <summary>A sequence of points in the plane: data, or an orbit.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">First coordinates.</param>
/// <param name="Y">Second coordinates, as many.</param>
public sealed record Trajectory(string Name, double[] X, double[] Y)
{
    /// <summary>One text a point for the tooltip, e.g. the year; null for the coordinates.</summary>
    public string[]? Labels { get; init; }

    /// <summary>Whether the points are dots on the line; false for a line alone.</summary>
    public bool ShowPoints { get; init; } = true;

    /// <summary>Whether the line is dashed.</summary>
    public bool Dashed { get; init; }
}
