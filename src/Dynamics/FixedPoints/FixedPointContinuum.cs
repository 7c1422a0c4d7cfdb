using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>A connected set of fixed points of positive dimension: polytopes in cells of a piecewise-linear map that touch each other.</summary>
public sealed record FixedPointContinuum
{
    /// <summary>The least k for which all its points are fixed under f^k: 1 for fixed points.</summary>
    public int Period { get; init; } = 1;

    /// <summary>The largest dimension of its pieces, at least 1.</summary>
    public required int Dimension { get; init; }

    /// <summary>Its pieces, each as the vertices of a polytope, one a row, rounded to the nearest doubles.</summary>
    public required ImmutableArray<Matrix> Pieces { get; init; }

    /// <summary>The smallest box around it.</summary>
    public required Box Bounds { get; init; }

    /// <summary>How strongly it is supported.</summary>
    public required EvidenceLevel Evidence { get; init; }
}
