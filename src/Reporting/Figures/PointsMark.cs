using System.Collections.Immutable;

namespace TorchDynInspect.Reporting.Figures;

/// <summary>Points drawn as glyphs.</summary>
/// <param name="X">Abscissae.</param>
/// <param name="Y">Ordinates, as many.</param>
public sealed record PointsMark(ImmutableArray<double> X, ImmutableArray<double> Y) : Mark
{
    /// <summary>One text a point, shown when the pointer rests on it; empty for the coordinates.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>The shape.</summary>
    public Glyph Glyph { get; init; } = Glyph.Disc;

    /// <summary>Radius in pixels of the figure.</summary>
    public double Radius { get; init; } = 4;

    /// <summary>Whether the points are pale and silent, for context behind the data.</summary>
    public bool Faint { get; init; }
}
