using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Invariance;

/// <summary>Whether a piecewise-linear map takes a box into itself.</summary>
public sealed record BoxInvariance
{
    /// <summary>The box.</summary>
    public required Box Box { get; init; }

    /// <summary>Whether f(box) ⊂ box; null when the walk was cut short before a point was found that leaves.</summary>
    public required bool? IsForwardInvariant { get; init; }

    /// <summary>The smallest box around f(box): extrema of an affine map on a cell are at vertices. Of the cells seen, when not complete.</summary>
    public required Box? Image { get; init; }

    /// <summary>A vertex of a cell that is mapped farthest out of the box, relative to the axis's width; empty when none is.</summary>
    public required ImmutableArray<double> Witness { get; init; }

    /// <summary>Whether every cell was seen.</summary>
    public required bool Complete { get; init; }

    /// <summary>
    /// Evidence for the answer. Numerical: exhaustive over cells, vertices in floating point; an image that exceeds the box by no more than rounding counts as inside.
    /// </summary>
    public required EvidenceLevel Evidence { get; init; }
}
