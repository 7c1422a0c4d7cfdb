using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>The cells of a network in a planar domain as polygons, each with a number of its Jacobian.</summary>
public sealed record PlanarPartition
{
    /// <summary>The box of the plane.</summary>
    public required Box Box { get; init; }

    /// <summary>What the values are.</summary>
    public required CellMeasure Measure { get; init; }

    /// <summary>Corners of all polygons in turn, x and y alternating, each polygon counter-clockwise.</summary>
    public required ImmutableArray<double> Coordinates { get; init; }

    /// <summary>Where each polygon starts in <see cref="Coordinates"/>, and the end of the last one: one entry more than polygons.</summary>
    public required ImmutableArray<int> Starts { get; init; }

    /// <summary>One value a polygon.</summary>
    public required ImmutableArray<double> Values { get; init; }

    /// <summary>Number of cells.</summary>
    public int Count => Values.Length;

    /// <summary>Whether all cells are there.</summary>
    public required bool Complete { get; init; }

    /// <summary>Always <see cref="EvidenceLevel.Numerical"/>: corners and values are computed in floating point.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Numerical;
}
