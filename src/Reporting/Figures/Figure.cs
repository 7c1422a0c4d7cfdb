using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Reporting.Figures;

/// <summary>
/// A picture as data: axes and marks in the coordinates of the subject. Immutable; <c>SvgFigure</c> draws it. Builders for the usual
/// charts are in <c>Reporting.Charts</c>.
/// </summary>
public sealed record Figure
{
    /// <summary>What the picture shows, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What the picture says, for those who cannot see it: ranges, extremes, counts.</summary>
    public required string Description { get; init; }

    /// <summary>A sentence under the picture; null for none.</summary>
    public string? Caption { get; init; }

    /// <summary>How strongly the numbers drawn are supported; null where the picture shows plain data or a training record.</summary>
    public EvidenceLevel? Evidence { get; init; }

    /// <summary>The horizontal axis.</summary>
    public required Axis X { get; init; }

    /// <summary>The vertical axis.</summary>
    public required Axis Y { get; init; }

    /// <summary>Whether axes, grid and their labels are left out: of a diagram whose coordinates mean nothing.</summary>
    public bool Bare { get; init; }

    /// <summary>Whether one unit is equally long on both axes; the axis with room to spare is then widened.</summary>
    public bool EqualAspect { get; init; }

    /// <summary>What is drawn, first drawn first.</summary>
    public ImmutableArray<Mark> Marks { get; init; } = [];

    /// <summary>States that a slider runs through; without a script the last one shows. Empty for a still picture.</summary>
    public ImmutableArray<Frame> Frames { get; init; } = [];

    /// <summary>What could not be drawn, and why; each is shown under the picture.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Height over width of the plotting area when the aspect is free.</summary>
    public double Proportion { get; init; } = 0.62;
}
