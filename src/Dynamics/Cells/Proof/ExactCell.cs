namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>What exact arithmetic says of a pattern whose closed cell has full dimension.</summary>
/// <param name="Pattern">
/// The pattern, a unit that stays on a breakpoint all over the cell on the piece to the breakpoint's right, as in the walk: such a unit divides nothing and
/// both pieces are true of it.
/// </param>
/// <param name="Neighbours">The pattern beyond each facet that is not on the domain's boundary.</param>
/// <param name="BoundaryFacets">How many facets lie on the domain's boundary.</param>
/// <param name="OwnedEuler">Σ (−1)^dimension over the faces counted by <see cref="FaceCount"/>'s rule.</param>
/// <param name="SharedFaces">For the faces with more tight hyperplanes than their codimension: a key, the same from each cell, and (−1)^dimension.</param>
internal sealed record ExactCell(
    byte[] Pattern,
    List<byte[]> Neighbours,
    int BoundaryFacets,
    int OwnedEuler,
    List<(UInt128 Key, int Sign)> SharedFaces);
