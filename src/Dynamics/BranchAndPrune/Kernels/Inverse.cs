using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Kernels;

/// <summary>Approximate inverses in place by Gauss and Jordan with row pivoting; n² vector operations for n up to 8. What they are worth is proved by who uses them.</summary>
/// <param name="n">Dimension.</param>
internal sealed class Inverse(int n)
{
    private readonly int stride = Lanes.Stride(n);
    private readonly int[] pivots = new int[n];

    /// <summary>a := a⁻¹.</summary>
    /// <param name="a">n × n, rows padded.</param>
    /// <returns>False when a pivot vanished; the contents are then undefined.</returns>
    public bool Replace(double[] a)
    {
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            double largest = Math.Abs(a[(k * stride) + k]);
            for (int i = k + 1; i < n; i++)
            {
                double size = Math.Abs(a[(i * stride) + k]);
                (pivot, largest) = size > largest ? (i, size) : (pivot, largest);
            }

            if (!(largest > 1e-20) || largest > 1e20)
            {
                return false;
            }

            pivots[k] = pivot;
            if (pivot != k)
            {
                SwapRows(a, k * stride, pivot * stride);
            }

            double factor = 1 / a[(k * stride) + k];
            a[(k * stride) + k] = 1;
            for (int j = 0; j < stride; j += 8)
            {
                Lanes.Store(Lanes.Load(a, (k * stride) + j) * factor, a, (k * stride) + j);
            }

            Eliminate(a, k);
        }

        for (int k = n - 1; k >= 0; k--)
        {
            if (pivots[k] != k)
            {
                for (int i = 0; i < n; i++)
                {
                    (a[(i * stride) + k], a[(i * stride) + pivots[k]]) = (a[(i * stride) + pivots[k]], a[(i * stride) + k]);
                }
            }
        }

        return true;
    }

    private void Eliminate(double[] a, int k)
    {
        for (int i = 0; i < n; i++)
        {
            if (i == k)
            {
                continue;
            }

            Lane factor = Vector512.Create(-a[(i * stride) + k]);
            a[(i * stride) + k] = 0;
            for (int j = 0; j < stride; j += 8)
            {
                Lanes.Store(Vector512.FusedMultiplyAdd(factor, Lanes.Load(a, (k * stride) + j), Lanes.Load(a, (i * stride) + j)), a, (i * stride) + j);
            }
        }
    }

    private void SwapRows(double[] a, int first, int second)
    {
        for (int j = 0; j < stride; j += 8)
        {
            Lane row = Lanes.Load(a, first + j);
            Lanes.Store(Lanes.Load(a, second + j), a, first + j);
            Lanes.Store(row, a, second + j);
        }
    }
}
