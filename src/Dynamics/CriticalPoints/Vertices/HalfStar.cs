namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>Half of the edges at a vertex in general position, seen from the cell on the upper, or on the lower side of all units through the vertex.</summary>
/// <param name="X">The vertex.</param>
/// <param name="Value">Φ there.</param>
/// <param name="Upper">Whether the cell is on the upper side.</param>
/// <param name="Falls">Bit i: Φ falls along the edge that leaves the vertex's i-th facet, units first and in increasing order.</param>
/// <param name="Flat">Whether Φ is constant along one of the edges.</param>
/// <param name="Units">How many of the facets are units.</param>
internal readonly record struct HalfStar(double[] X, double Value, bool Upper, ulong Falls, bool Flat, int Units);
