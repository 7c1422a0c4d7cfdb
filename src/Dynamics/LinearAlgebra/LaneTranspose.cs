using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>Between eight separate rows of numbers and vectors that hold one number of each.</summary>
internal static unsafe class LaneTranspose
{
    private const int Eight = LaneMatrix.LaneCount;

    /// <summary>result[e] = (rows[0][e], …, rows[7][e]).</summary>
    /// <param name="rows">The first of the rows.</param>
    /// <param name="distance">Numbers from one row to the next.</param>
    /// <param name="length">Numbers in a row.</param>
    /// <param name="result">Receives length vectors.</param>
    public static void Gather(double* rows, nint distance, int length, Lanes* result)
    {
        int e = 0;
        if (Avx512F.IsSupported)
        {
            for (; e + Eight <= length; e += Eight)
            {
                Block(rows + e, distance, (double*)(result + e), Eight);
            }
        }

        for (; e < length; e++)
        {
            for (int p = 0; p < Eight; p++)
            {
                ((double*)result)[(e * Eight) + p] = rows[(p * distance) + e];
            }
        }
    }

    /// <summary>rows[p][e] = columns[e][p] for p below <paramref name="count"/>.</summary>
    /// <param name="columns">The first vector.</param>
    /// <param name="step">Vectors from one to the next.</param>
    /// <param name="length">How many.</param>
    /// <param name="rows">The first of the rows.</param>
    /// <param name="distance">Numbers from one row to the next.</param>
    /// <param name="count">How many rows, at most 8.</param>
    public static void Scatter(Lanes* columns, nint step, int length, double* rows, nint distance, int count)
    {
        int e = 0;
        if (Avx512F.IsSupported && count == Eight)
        {
            for (; e + Eight <= length; e += Eight)
            {
                Block((double*)(columns + (e * step)), step * Eight, rows + e, distance);
            }
        }

        for (; e < length; e++)
        {
            double* lanes = (double*)(columns + (e * step));
            for (int p = 0; p < count; p++)
            {
                rows[(p * distance) + e] = lanes[p];
            }
        }
    }

    /// <summary>An 8×8 block transposed: pairs of rows interleaved, then their 128-bit quarters exchanged.</summary>
    private static void Block(double* from, nint fromDistance, double* to, nint toDistance)
    {
        Lanes r0 = Vector512.Load(from), r1 = Vector512.Load(from + fromDistance);
        Lanes r2 = Vector512.Load(from + (2 * fromDistance)), r3 = Vector512.Load(from + (3 * fromDistance));
        from += 4 * fromDistance;
        Lanes r4 = Vector512.Load(from), r5 = Vector512.Load(from + fromDistance);
        Lanes r6 = Vector512.Load(from + (2 * fromDistance)), r7 = Vector512.Load(from + (3 * fromDistance));
        Quarters(
            Avx512F.UnpackLow(r0, r1), Avx512F.UnpackLow(r2, r3), Avx512F.UnpackLow(r4, r5), Avx512F.UnpackLow(r6, r7), to, 2 * toDistance);
        Quarters(
            Avx512F.UnpackHigh(r0, r1), Avx512F.UnpackHigh(r2, r3), Avx512F.UnpackHigh(r4, r5), Avx512F.UnpackHigh(r6, r7), to + toDistance, 2 * toDistance);
    }

    private static void Quarters(Lanes a, Lanes b, Lanes c, Lanes d, double* to, nint distance)
    {
        const byte even = 0b10_00_10_00;
        const byte odd = 0b11_01_11_01;
        Lanes ab = Avx512F.Shuffle4x128(a, b, even);
        Lanes cd = Avx512F.Shuffle4x128(c, d, even);
        Lanes abOdd = Avx512F.Shuffle4x128(a, b, odd);
        Lanes cdOdd = Avx512F.Shuffle4x128(c, d, odd);
        Avx512F.Shuffle4x128(ab, cd, even).Store(to);
        Avx512F.Shuffle4x128(abOdd, cdOdd, even).Store(to + distance);
        Avx512F.Shuffle4x128(ab, cd, odd).Store(to + (2 * distance));
        Avx512F.Shuffle4x128(abOdd, cdOdd, odd).Store(to + (3 * distance));
    }
}
