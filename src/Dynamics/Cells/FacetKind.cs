namespace TorchDynInspect.Dynamics.Cells;

/// <summary>What a facet of a cell lies on.</summary>
public enum FacetKind
{
    /// <summary>A unit's pre-activation at one of its breakpoints.</summary>
    Unit,

    /// <summary>A side of the domain's box: Index = 2·axis for the lower, 2·axis + 1 for the upper bound.</summary>
    Box,

    /// <summary>A halfspace of the domain, by its index.</summary>
    Halfspace,
}
