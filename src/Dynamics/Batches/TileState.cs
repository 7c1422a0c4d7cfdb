using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>
/// The state of a tile between two layers: vector columns of <see cref="Width"/> units each — first the values h, then (secant and unshifted forms) the
/// offsets c, then the d directions of A, every one for each group of eight points.
/// </summary>
/// <param name="data">The columns.</param>
/// <param name="width">Units a column.</param>
/// <param name="isIdentity">Whether A is still the identity and c still 0; their columns are then not written.</param>
internal readonly unsafe struct TileState(Lanes* data, int width, bool isIdentity)
{
    public Lanes* Data { get; } = data;

    public int Width { get; } = width;

    public bool IsIdentity { get; } = isIdentity;
}
