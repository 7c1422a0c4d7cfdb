using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Reporting.Figures;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>A sequence of points in the plane: data, or an orbit.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">First coordinates.</param>
/// <param name="Y">Second coordinates, as many.</param>
public sealed record Trajectory(string Name, double[] X, double[] Y)
{
    /// <summary>One text a point for the tooltip, e.g. the year; null for the coordinates.</summary>
    public string[]? Labels { get; init; }

    /// <summary>A sequence of points in the plane, e.g. the states of an orbit.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="points">N × 2, one point a row.</param>
    /// <exception cref="InvalidInputException">The points are not of dimension 2.</exception>
    public static Trajectory Of(string name, Matrix points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return points.Columns == 2
            ? new Trajectory(name, [.. points.ToRows().Select(p => p[0])], [.. points.ToRows().Select(p => p[1])])
            : throw new InvalidInputException($"trajectory \"{name}\": points of dimension {points.Columns}, expected 2");
    }

    /// <summary>Whether the points are dots on the line; false for a line alone.</summary>
    public bool ShowPoints { get; init; } = true;

    /// <summary>
    /// Whether the states are small dots without a line between them: the way to show an orbit that fills a curve or a region.
    /// </summary>
    public bool AsDots { get; init; }

    /// <summary>The role of its colour; null for the next one of the chart.</summary>
    public Tone? Tone { get; init; }

    /// <summary>Whether an open circle marks the first point.</summary>
    public bool MarkStart { get; init; }

    /// <summary>Whether the line is dashed.</summary>
    public bool Dashed { get; init; }
}
