using System.Collections.Immutable;

namespace TorchDynInspect.Reporting.Figures;

/// <summary>
/// Filled polygons that do not overlap, up to hundreds of thousands: one colour for all, or one by each polygon's value.
/// </summary>
/// <param name="Coordinates">Corners of all polygons in turn, x and y alternating.</param>
/// <param name="Starts">Where each polygon starts in <paramref name="Coordinates"/>, and the end of the last one.</param>
public sealed record PolygonsMark(ImmutableArray<double> Coordinates, ImmutableArray<int> Starts) : Mark
{
    /// <summary>One value a polygon, for <see cref="Scale"/>; empty where all have the mark's tone. A polygon whose value cannot be drawn stays empty.</summary>
    public ImmutableArray<double> Values { get; init; } = [];

    /// <summary>Values to colours; null where all have the mark's tone.</summary>
    public ColourScale? Scale { get; init; }

    /// <summary>How much of the tone covers the paper where there is no scale, in (0, 1].</summary>
    public double Opacity { get; init; } = 0.55;

    /// <summary>Whether the borders between polygons are drawn.</summary>
    public bool Outlined { get; init; }

    /// <summary>Number of polygons.</summary>
    public int Count => Starts.Length - 1;
}
