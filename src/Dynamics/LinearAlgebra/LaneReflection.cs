using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>Application of reflectors I − τ v vᵀ to blocks of eight matrices at once.</summary>
internal static unsafe class LaneReflection
{
    /// <summary>Rows top … top+count−1, columns left … end, become (I − τ v vᵀ) times themselves.</summary>
    public static void FromLeft(LaneMatrix a, int top, int left, Lanes* v, int count, Lanes tau)
    {
        int stride = a.Stride;
        int j = left;
        for (; j + 4 <= a.Columns; j += 4)
        {
            Lanes* p = a.Row(top) + j;
            Lanes w0 = Lanes.Zero, w1 = Lanes.Zero, w2 = Lanes.Zero, w3 = Lanes.Zero;
            for (int i = 0; i < count; i++, p += stride)
            {
                Lanes x = v[i];
                w0 = Vector512.FusedMultiplyAdd(x, p[0], w0);
                w1 = Vector512.FusedMultiplyAdd(x, p[1], w1);
                w2 = Vector512.FusedMultiplyAdd(x, p[2], w2);
                w3 = Vector512.FusedMultiplyAdd(x, p[3], w3);
            }

            w0 *= tau;
            w1 *= tau;
            w2 *= tau;
            w3 *= tau;
            p = a.Row(top) + j;
            for (int i = 0; i < count; i++, p += stride)
            {
                Lanes x = -v[i];
                p[0] = Vector512.FusedMultiplyAdd(x, w0, p[0]);
                p[1] = Vector512.FusedMultiplyAdd(x, w1, p[1]);
                p[2] = Vector512.FusedMultiplyAdd(x, w2, p[2]);
                p[3] = Vector512.FusedMultiplyAdd(x, w3, p[3]);
            }
        }

        for (; j < a.Columns; j++)
        {
            Lanes* p = a.Row(top) + j;
            Lanes w = Lanes.Zero;
            for (int i = 0; i < count; i++, p += stride)
            {
                w = Vector512.FusedMultiplyAdd(v[i], *p, w);
            }

            w *= -tau;
            p = a.Row(top) + j;
            for (int i = 0; i < count; i++, p += stride)
            {
                *p = Vector512.FusedMultiplyAdd(v[i], w, *p);
            }
        }
    }

    /// <summary>Rows top … end, columns left … left+count−1, become themselves times (I − τ v vᵀ).</summary>
    public static void FromRight(LaneMatrix a, int top, int left, Lanes* v, int count, Lanes tau)
    {
        int stride = a.Stride;
        int i = top;
        for (; i + 4 <= a.Rows; i += 4)
        {
            Lanes* p = a.Row(i) + left;
            Lanes* q = p + stride;
            Lanes* r = q + stride;
            Lanes* s = r + stride;
            Lanes w0 = Lanes.Zero, w1 = Lanes.Zero, w2 = Lanes.Zero, w3 = Lanes.Zero;
            for (int j = 0; j < count; j++)
            {
                Lanes x = v[j];
                w0 = Vector512.FusedMultiplyAdd(x, p[j], w0);
                w1 = Vector512.FusedMultiplyAdd(x, q[j], w1);
                w2 = Vector512.FusedMultiplyAdd(x, r[j], w2);
                w3 = Vector512.FusedMultiplyAdd(x, s[j], w3);
            }

            w0 *= tau;
            w1 *= tau;
            w2 *= tau;
            w3 *= tau;
            for (int j = 0; j < count; j++)
            {
                Lanes x = -v[j];
                p[j] = Vector512.FusedMultiplyAdd(x, w0, p[j]);
                q[j] = Vector512.FusedMultiplyAdd(x, w1, q[j]);
                r[j] = Vector512.FusedMultiplyAdd(x, w2, r[j]);
                s[j] = Vector512.FusedMultiplyAdd(x, w3, s[j]);
            }
        }

        for (; i < a.Rows; i++)
        {
            Lanes* p = a.Row(i) + left;
            Lanes w = Lanes.Zero;
            for (int j = 0; j < count; j++)
            {
                w = Vector512.FusedMultiplyAdd(v[j], p[j], w);
            }

            w *= -tau;
            for (int j = 0; j < count; j++)
            {
                p[j] = Vector512.FusedMultiplyAdd(v[j], w, p[j]);
            }
        }
    }
}
