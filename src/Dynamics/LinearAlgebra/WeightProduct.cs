using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>
/// W·B for a weight matrix W and a tile B of many columns, eight points to a vector. B and the result are stored column after column, each column
/// one vector a unit, so that the kernels read B and W strictly forwards and neither needs packing. A kernel holds a block of sums in registers,
/// as Goto and van de Geijn describe (ACM TOMS 34, 2008): 8 × 3 vectors where the machine has 32 vector registers, 4 × 1 where a vector is two halves.
/// </summary>
internal static unsafe class WeightProduct
{
    /// <summary>result[c][i] = bias[i] + Σ_k weight[i,k] · b[c][k].</summary>
    /// <param name="weight">rows × inner, row-major.</param>
    /// <param name="rows">Rows of W.</param>
    /// <param name="inner">Columns of W.</param>
    /// <param name="bias">rows entries, or null for none.</param>
    /// <param name="b">columns × inner vectors.</param>
    /// <param name="result">columns × rows vectors; must not overlap <paramref name="b"/>.</param>
    /// <param name="columns">Number of vector columns.</param>
    public static void Multiply(double* weight, int rows, int inner, double* bias, Lanes* b, Lanes* result, int columns)
    {
        int c = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; c + 3 <= columns; c += 3, b += 3 * (long)inner, result += 3 * (long)rows)
            {
                int i = 0;
                for (; i + 8 <= rows; i += 8)
                {
                    EightByThree(weight + ((long)i * inner), inner, bias == null ? null : bias + i, b, result + i, rows);
                }

                for (; i + 2 <= rows; i += 2)
                {
                    TwoByThree(weight + ((long)i * inner), inner, bias == null ? null : bias + i, b, result + i, rows);
                }

                if (i < rows)
                {
                    for (int j = 0; j < 3; j++)
                    {
                        One(weight + ((long)i * inner), inner, bias == null ? null : bias + i, b + ((long)j * inner), result + ((long)j * rows) + i);
                    }
                }
            }
        }

        for (; c < columns; c++, b += inner, result += rows)
        {
            int i = 0;
            if (Vector512.IsHardwareAccelerated)
            {
                for (; i + 8 <= rows; i += 8)
                {
                    EightByOne(weight + ((long)i * inner), inner, bias == null ? null : bias + i, b, result + i);
                }
            }

            for (; i + 4 <= rows; i += 4)
            {
                FourByOne(weight + ((long)i * inner), inner, bias == null ? null : bias + i, b, result + i);
            }

            for (; i < rows; i++)
            {
                One(weight + ((long)i * inner), inner, bias == null ? null : bias + i, b, result + i);
            }
        }
    }

    private static Lanes Start(double* bias, int row) => bias == null ? Lanes.Zero : Vector512.Create(bias[row]);

    private static void EightByThree(double* w, int inner, double* bias, Lanes* b, Lanes* result, int rows)
    {
        Lanes x0 = Start(bias, 0), y0 = x0, z0 = x0;
        Lanes x1 = Start(bias, 1), y1 = x1, z1 = x1;
        Lanes x2 = Start(bias, 2), y2 = x2, z2 = x2;
        Lanes x3 = Start(bias, 3), y3 = x3, z3 = x3;
        Lanes x4 = Start(bias, 4), y4 = x4, z4 = x4;
        Lanes x5 = Start(bias, 5), y5 = x5, z5 = x5;
        Lanes x6 = Start(bias, 6), y6 = x6, z6 = x6;
        Lanes x7 = Start(bias, 7), y7 = x7, z7 = x7;
        Lanes* p = b;
        Lanes* q = p + inner;
        Lanes* r = q + inner;
        double* w4 = w + (4 * (long)inner);
        nint n1 = inner;
        nint n2 = 2 * n1;
        nint n3 = 3 * n1;
        for (nint k = 0; k < inner; k++)
        {
            Lanes u = p[k], v = q[k], t = r[k];
            Lanes a = Vector512.Create(w[k]);
            x0 = Vector512.FusedMultiplyAdd(a, u, x0);
            y0 = Vector512.FusedMultiplyAdd(a, v, y0);
            z0 = Vector512.FusedMultiplyAdd(a, t, z0);
            a = Vector512.Create(w[k + n1]);
            x1 = Vector512.FusedMultiplyAdd(a, u, x1);
            y1 = Vector512.FusedMultiplyAdd(a, v, y1);
            z1 = Vector512.FusedMultiplyAdd(a, t, z1);
            a = Vector512.Create(w[k + n2]);
            x2 = Vector512.FusedMultiplyAdd(a, u, x2);
            y2 = Vector512.FusedMultiplyAdd(a, v, y2);
            z2 = Vector512.FusedMultiplyAdd(a, t, z2);
            a = Vector512.Create(w[k + n3]);
            x3 = Vector512.FusedMultiplyAdd(a, u, x3);
            y3 = Vector512.FusedMultiplyAdd(a, v, y3);
            z3 = Vector512.FusedMultiplyAdd(a, t, z3);
            a = Vector512.Create(w4[k]);
            x4 = Vector512.FusedMultiplyAdd(a, u, x4);
            y4 = Vector512.FusedMultiplyAdd(a, v, y4);
            z4 = Vector512.FusedMultiplyAdd(a, t, z4);
            a = Vector512.Create(w4[k + n1]);
            x5 = Vector512.FusedMultiplyAdd(a, u, x5);
            y5 = Vector512.FusedMultiplyAdd(a, v, y5);
            z5 = Vector512.FusedMultiplyAdd(a, t, z5);
            a = Vector512.Create(w4[k + n2]);
            x6 = Vector512.FusedMultiplyAdd(a, u, x6);
            y6 = Vector512.FusedMultiplyAdd(a, v, y6);
            z6 = Vector512.FusedMultiplyAdd(a, t, z6);
            a = Vector512.Create(w4[k + n3]);
            x7 = Vector512.FusedMultiplyAdd(a, u, x7);
            y7 = Vector512.FusedMultiplyAdd(a, v, y7);
            z7 = Vector512.FusedMultiplyAdd(a, t, z7);
        }

        result[0] = x0;
        result[1] = x1;
        result[2] = x2;
        result[3] = x3;
        result[4] = x4;
        result[5] = x5;
        result[6] = x6;
        result[7] = x7;
        result += rows;
        result[0] = y0;
        result[1] = y1;
        result[2] = y2;
        result[3] = y3;
        result[4] = y4;
        result[5] = y5;
        result[6] = y6;
        result[7] = y7;
        result += rows;
        result[0] = z0;
        result[1] = z1;
        result[2] = z2;
        result[3] = z3;
        result[4] = z4;
        result[5] = z5;
        result[6] = z6;
        result[7] = z7;
    }

    private static void TwoByThree(double* w, int inner, double* bias, Lanes* b, Lanes* result, int rows)
    {
        Lanes x0 = Start(bias, 0), y0 = x0, z0 = x0;
        Lanes x1 = Start(bias, 1), y1 = x1, z1 = x1;
        double* w1 = w + inner;
        Lanes* q = b + inner;
        Lanes* r = q + inner;
        for (nint k = 0; k < inner; k++)
        {
            Lanes u = b[k], v = q[k], t = r[k];
            Lanes a = Vector512.Create(w[k]);
            x0 = Vector512.FusedMultiplyAdd(a, u, x0);
            y0 = Vector512.FusedMultiplyAdd(a, v, y0);
            z0 = Vector512.FusedMultiplyAdd(a, t, z0);
            a = Vector512.Create(w1[k]);
            x1 = Vector512.FusedMultiplyAdd(a, u, x1);
            y1 = Vector512.FusedMultiplyAdd(a, v, y1);
            z1 = Vector512.FusedMultiplyAdd(a, t, z1);
        }

        result[0] = x0;
        result[1] = x1;
        result[rows] = y0;
        result[rows + 1] = y1;
        result += 2 * (long)rows;
        result[0] = z0;
        result[1] = z1;
    }

    private static void EightByOne(double* w, int inner, double* bias, Lanes* b, Lanes* result)
    {
        Lanes x0 = Start(bias, 0), x1 = Start(bias, 1), x2 = Start(bias, 2), x3 = Start(bias, 3);
        Lanes x4 = Start(bias, 4), x5 = Start(bias, 5), x6 = Start(bias, 6), x7 = Start(bias, 7);
        double* w4 = w + (4 * (long)inner);
        nint n1 = inner;
        nint n2 = 2 * n1;
        nint n3 = 3 * n1;
        for (nint k = 0; k < inner; k++)
        {
            Lanes u = b[k];
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(w[k]), u, x0);
            x1 = Vector512.FusedMultiplyAdd(Vector512.Create(w[k + n1]), u, x1);
            x2 = Vector512.FusedMultiplyAdd(Vector512.Create(w[k + n2]), u, x2);
            x3 = Vector512.FusedMultiplyAdd(Vector512.Create(w[k + n3]), u, x3);
            x4 = Vector512.FusedMultiplyAdd(Vector512.Create(w4[k]), u, x4);
            x5 = Vector512.FusedMultiplyAdd(Vector512.Create(w4[k + n1]), u, x5);
            x6 = Vector512.FusedMultiplyAdd(Vector512.Create(w4[k + n2]), u, x6);
            x7 = Vector512.FusedMultiplyAdd(Vector512.Create(w4[k + n3]), u, x7);
        }

        result[0] = x0;
        result[1] = x1;
        result[2] = x2;
        result[3] = x3;
        result[4] = x4;
        result[5] = x5;
        result[6] = x6;
        result[7] = x7;
    }

    private static void FourByOne(double* w, int inner, double* bias, Lanes* b, Lanes* result)
    {
        Lanes x0 = Start(bias, 0), x1 = Start(bias, 1), x2 = Start(bias, 2), x3 = Start(bias, 3);
        double* w1 = w + inner;
        double* w2 = w1 + inner;
        double* w3 = w2 + inner;
        for (nint k = 0; k < inner; k++)
        {
            Lanes u = b[k];
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(w[k]), u, x0);
            x1 = Vector512.FusedMultiplyAdd(Vector512.Create(w1[k]), u, x1);
            x2 = Vector512.FusedMultiplyAdd(Vector512.Create(w2[k]), u, x2);
            x3 = Vector512.FusedMultiplyAdd(Vector512.Create(w3[k]), u, x3);
        }

        result[0] = x0;
        result[1] = x1;
        result[2] = x2;
        result[3] = x3;
    }

    private static void One(double* w, int inner, double* bias, Lanes* b, Lanes* result)
    {
        Lanes x = Start(bias, 0);
        for (nint k = 0; k < inner; k++)
        {
            x = Vector512.FusedMultiplyAdd(Vector512.Create(w[k]), b[k], x);
        }

        *result = x;
    }
}
