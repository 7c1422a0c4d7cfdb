using System.Collections.Immutable;

namespace TorchDynInspect.Reporting.Figures;

/// <summary>A polyline through points in order, with a gap wherever a point cannot be drawn.</summary>
/// <param name="X">Abscissae.</param>
/// <param name="Y">Ordinates, as many.</param>
public sealed record LineMark(ImmutableArray<double> X, ImmutableArray<double> Y) : Mark
{
    /// <summary>Whether the line is dashed.</summary>
    public bool Dashed { get; init; }

    /// <summary>Whether the line is thin and pale, for context behind the data.</summary>
    public bool Faint { get; init; }

    /// <summary>Whether its points answer to the pointer with their values.</summary>
    public bool Interactive { get; init; } = true;
}
