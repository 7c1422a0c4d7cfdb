using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector512<double>;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Kernels;

/// <summary>
/// Small dense matrices whose rows are padded with zeros to whole vectors, so that a row of up to eight entries is one register. Sums are formed in any
/// order; the error of a sum of k products is at most <see cref="RoundingBound.Of"/>(k) times the sum of their moduli.
/// </summary>
internal static class Lanes
{
    /// <summary>Row length of a matrix with n columns.</summary>
    public static int Stride(int n) => (n + 7) & ~7;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Load(double[] a, int at) => Vector512.LoadUnsafe(ref a[0], (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane x, double[] a, int at) => x.StoreUnsafe(ref a[0], (nuint)at);

    /// <summary>result := A B, or |A| B.</summary>
    /// <param name="a">rows × inner, row length <paramref name="aStride"/>.</param>
    /// <param name="aStride">Row length of A.</param>
    /// <param name="rows">Rows of A.</param>
    /// <param name="inner">Columns of A, rows of B.</param>
    /// <param name="b">inner × columns, row length <paramref name="stride"/>.</param>
    /// <param name="stride">Row length of B and of the result.</param>
    /// <param name="result">rows × columns.</param>
    /// <param name="modulus">Whether to take |A|.</param>
    public static void Multiply(double[] a, int aStride, int rows, int inner, double[] b, int stride, double[] result, bool modulus = false) =>
        MultiplyColumns(a, aStride, rows, inner, b, stride, stride, result, modulus);

    /// <summary>The same for the first <paramref name="columns"/> columns, a multiple of eight.</summary>
    public static void MultiplyColumns(
        double[] a, int aStride, int rows, int inner, double[] b, int stride, int columns, double[] result, bool modulus = false)
    {
        for (int column = 0; column < columns; column += 8)
        {
            int i = 0;
            for (; i + 4 <= rows; i += 4)
            {
                Lane s0 = Lane.Zero, s1 = Lane.Zero, s2 = Lane.Zero, s3 = Lane.Zero;
                int at = i * aStride;
                for (int k = 0; k < inner; k++)
                {
                    Lane row = Load(b, (k * stride) + column);
                    s0 = Vector512.FusedMultiplyAdd(Entry(a[at + k], modulus), row, s0);
                    s1 = Vector512.FusedMultiplyAdd(Entry(a[at + aStride + k], modulus), row, s1);
                    s2 = Vector512.FusedMultiplyAdd(Entry(a[at + (2 * aStride) + k], modulus), row, s2);
                    s3 = Vector512.FusedMultiplyAdd(Entry(a[at + (3 * aStride) + k], modulus), row, s3);
                }

                Store(s0, result, (i * stride) + column);
                Store(s1, result, ((i + 1) * stride) + column);
                Store(s2, result, ((i + 2) * stride) + column);
                Store(s3, result, ((i + 3) * stride) + column);
            }

            for (; i < rows; i++)
            {
                Lane s = Lane.Zero;
                for (int k = 0; k < inner; k++)
                {
                    s = Vector512.FusedMultiplyAdd(Entry(a[(i * aStride) + k], modulus), Load(b, (k * stride) + column), s);
                }

                Store(s, result, (i * stride) + column);
            }
        }
    }

    /// <summary>Σ_k a_k b_k over <paramref name="length"/> entries, a multiple of eight.</summary>
    public static double Dot(double[] a, int aAt, double[] b, int length)
    {
        Lane sum = Lane.Zero;
        for (int k = 0; k < length; k += 8)
        {
            sum = Vector512.FusedMultiplyAdd(Load(a, aAt + k), Load(b, k), sum);
        }

        return Vector512.Sum(sum);
    }

    /// <summary>Σ_k |a_k| b_k over <paramref name="length"/> entries, a multiple of eight.</summary>
    public static double DotModulus(double[] a, int aAt, double[] b, int length)
    {
        Lane sum = Lane.Zero;
        for (int k = 0; k < length; k += 8)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.Abs(Load(a, aAt + k)), Load(b, k), sum);
        }

        return Vector512.Sum(sum);
    }

    /// <summary>Σ_k |a_k| over <paramref name="length"/> entries, a multiple of eight.</summary>
    public static double SumModulus(double[] a, int at, int length)
    {
        Lane sum = Lane.Zero;
        for (int k = 0; k < length; k += 8)
        {
            sum += Vector512.Abs(Load(a, at + k));
        }

        return Vector512.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane Entry(double x, bool modulus) => Vector512.Create(modulus ? Math.Abs(x) : x);
}
