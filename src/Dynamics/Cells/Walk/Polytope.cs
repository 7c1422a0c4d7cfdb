namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>
/// A polytope: its vertices, and for each the set of facets through it as a bit set of slots. Lives in a <see cref="StackArena"/>. A vertex of a simple polytope
/// lies on exactly d facets; in degenerate position it lies on more. A polytope and its two parts share one table of slots, of which each uses its own.
/// </summary>
internal unsafe struct Polytope
{
    /// <summary>d + 1 columns of length <see cref="Stride"/>: the coordinates, then the radius within which the true vertex lies.</summary>
    public double* X;

    /// <summary>Words columns of length <see cref="Stride"/>: the facets through each vertex.</summary>
    public ulong* Masks;

    /// <summary>The facet id of each slot.</summary>
    public int* Slots;

    /// <summary>The slots that are facets of this polytope, <see cref="Words"/> numbers.</summary>
    public ulong* Alive;

    /// <summary>Number of vertices.</summary>
    public int Count;

    /// <summary>Number of vertices rounded up to whole vectors.</summary>
    public int Stride;

    /// <summary>Length of <see cref="Slots"/>.</summary>
    public int SlotCount;

    /// <summary>Number of 64-bit words in a set of slots.</summary>
    public int Words;

    /// <summary>Whether every vertex lies on exactly d facets.</summary>
    public bool IsSimple;
}
