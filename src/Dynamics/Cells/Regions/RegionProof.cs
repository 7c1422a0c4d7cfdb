namespace TorchDynInspect.Dynamics.Cells.Regions;

/// <summary>
/// What was proved of a list of regions. Each has a point strictly inside its pattern, decided by proven error bounds or in exact rationals; the patterns
/// differ; beyond
/// each facet lies exactly one region of the list or the domain's boundary. The regions of a domain are connected through facets, so that the list has them
/// all. The Euler
/// characteristic of the complex, 1 for a convex domain, is a check on top.
/// </summary>
/// <param name="Witnesses">Regions with a proven inner point, all patterns different.</param>
/// <param name="InRationals">How many of them took exact rationals: degenerate or very thin ones. Error bounds settled the others.</param>
/// <param name="InnerFacets">Facets between two regions, each found from both sides.</param>
/// <param name="BoundaryFacets">Facets on the domain's boundary.</param>
/// <param name="EulerCharacteristic">Vertices − edges + faces − … of the whole complex.</param>
/// <param name="Added">Regions that the walk in floating point missed and the proof found across a facet.</param>
/// <param name="Dropped">Cells that the walk listed and that have no interior in exact arithmetic, or were listed twice.</param>
/// <param name="Failure">The step that did not succeed; null when everything is proved.</param>
public sealed record RegionProof(
    long Witnesses,
    long InRationals,
    long InnerFacets,
    long BoundaryFacets,
    long EulerCharacteristic,
    long Added,
    long Dropped,
    string? Failure);
