namespace TorchDynInspect.Reporting.Figures;

/// <summary>
/// Something drawn on a figure, in the figure's coordinates. The set is closed: <see cref="LineMark"/>, <see cref="PointsMark"/>,
/// <see cref="ArrowsMark"/>, <see cref="CircleMark"/>, <see cref="RuleMark"/>, <see cref="HeatMark"/>, <see cref="SegmentsMark"/>,
/// <see cref="BarsMark"/>, <see cref="PolygonsMark"/>. A mark with coordinates that cannot be drawn leaves them out.
/// </summary>
public abstract record Mark
{
    private protected Mark()
    {
    }

    /// <summary>Name in the legend; null for a mark without an entry.</summary>
    public string? Name { get; init; }

    /// <summary>The role of its colour.</summary>
    public Tone Tone { get; init; } = Tone.Blue;
}
