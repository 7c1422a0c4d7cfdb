using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>Eight matrices of one shape side by side: entry (i, j) of all eight is one vector. Rows are <see cref="Stride"/> vectors apart.</summary>
/// <param name="data">The entries.</param>
/// <param name="rows">Rows of each matrix.</param>
/// <param name="columns">Columns of each matrix.</param>
/// <param name="stride">Vectors from one row to the next.</param>
internal readonly unsafe struct LaneMatrix(Lanes* data, int rows, int columns, int stride)
{
    /// <summary>Matrices in a group.</summary>
    public const int LaneCount = 8;

    public Lanes* Data { get; } = data;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public int Stride { get; } = stride;

    /// <summary>
    /// The least stride with which no row stands within three vectors of one of its next rows modulo 4096 bytes: a load there would wait for
    /// an unrelated store, whose address has the same low bits.
    /// </summary>
    public static int StrideFor(int columns)
    {
        const int page = 64;
        for (int stride = columns; ; stride++)
        {
            bool clear = true;
            for (int rows = 1; rows <= 8; rows++)
            {
                int offset = rows * stride % page;
                clear &= Math.Min(offset, page - offset) >= 3;
            }

            if (clear)
            {
                return stride;
            }
        }
    }

    public Lanes* Row(int i) => Data + ((long)i * Stride);

    public ref Lanes this[int i, int j] => ref Data[((long)i * Stride) + j];

    /// <summary>Entry (i, j) of matrix <paramref name="lane"/>.</summary>
    public ref double At(int i, int j, int lane) => ref ((double*)Data)[((((long)i * Stride) + j) * LaneCount) + lane];
}
