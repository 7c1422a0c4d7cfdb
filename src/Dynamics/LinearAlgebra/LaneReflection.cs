using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>Products and updates with blocks of eight matrices at once, four rows at a time so that a vector of the other factor serves four entries.</summary>
internal static unsafe class LaneReflection
{
    /// <summary>For the square block of that corner: across += Aᵀ v and down = A v.</summary>
    public static void Products(LaneMatrix a, int top, int left, Lanes* v, int count, Lanes* across, Lanes* down)
    {
        int stride = a.Stride;
        int i = 0;
        for (; i + 4 <= count; i += 4)
        {
            Lanes* p = a.Row(top + i) + left;
            Lanes* q = p + stride;
            Lanes* r = q + stride;
            Lanes* s = r + stride;
            Lanes w0 = Lanes.Zero, w1 = Lanes.Zero, w2 = Lanes.Zero, w3 = Lanes.Zero;
            Lanes v0 = v[i], v1 = v[i + 1], v2 = v[i + 2], v3 = v[i + 3];
            for (nint j = 0; j < count; j++)
            {
                Lanes x = v[j], sum = across[j];
                Lanes e0 = p[j], e1 = q[j], e2 = r[j], e3 = s[j];
                w0 = Vector512.FusedMultiplyAdd(x, e0, w0);
                w1 = Vector512.FusedMultiplyAdd(x, e1, w1);
                w2 = Vector512.FusedMultiplyAdd(x, e2, w2);
                w3 = Vector512.FusedMultiplyAdd(x, e3, w3);
                sum = Vector512.FusedMultiplyAdd(v0, e0, sum);
                sum = Vector512.FusedMultiplyAdd(v1, e1, sum);
                sum = Vector512.FusedMultiplyAdd(v2, e2, sum);
                across[j] = Vector512.FusedMultiplyAdd(v3, e3, sum);
            }

            down[i] = w0;
            down[i + 1] = w1;
            down[i + 2] = w2;
            down[i + 3] = w3;
        }

        for (; i < count; i++)
        {
            Lanes* p = a.Row(top + i) + left;
            Lanes w = Lanes.Zero, own = v[i];
            for (nint j = 0; j < count; j++)
            {
                w = Vector512.FusedMultiplyAdd(v[j], p[j], w);
                across[j] = Vector512.FusedMultiplyAdd(own, p[j], across[j]);
            }

            down[i] = w;
        }
    }

    /// <summary>across += Aᵀ u for the block with that corner.</summary>
    public static void ColumnProducts(LaneMatrix a, int top, int left, Lanes* u, int rows, int columns, Lanes* across)
    {
        int stride = a.Stride;
        int i = 0;
        for (; i + 4 <= rows; i += 4)
        {
            Lanes* p = a.Row(top + i) + left;
            Lanes* q = p + stride;
            Lanes* r = q + stride;
            Lanes* s = r + stride;
            Lanes u0 = u[i], u1 = u[i + 1], u2 = u[i + 2], u3 = u[i + 3];
            for (nint j = 0; j < columns; j++)
            {
                Lanes even = Vector512.FusedMultiplyAdd(u0, p[j], across[j]);
                Lanes odd = u1 * q[j];
                even = Vector512.FusedMultiplyAdd(u2, r[j], even);
                across[j] = even + Vector512.FusedMultiplyAdd(u3, s[j], odd);
            }
        }

        for (; i < rows; i++)
        {
            Lanes* p = a.Row(top + i) + left;
            Lanes own = u[i];
            for (nint j = 0; j < columns; j++)
            {
                across[j] = Vector512.FusedMultiplyAdd(own, p[j], across[j]);
            }
        }
    }

    /// <summary>A −= u yᵀ + x vᵀ for the block with that corner.</summary>
    public static void Subtract(LaneMatrix a, int top, int left, Lanes* u, Lanes* y, Lanes* x, Lanes* v, int rows, int columns)
    {
        int stride = a.Stride;
        int i = 0;
        for (; i + 4 <= rows; i += 4)
        {
            Lanes* p = a.Row(top + i) + left;
            Lanes* q = p + stride;
            Lanes* r = q + stride;
            Lanes* s = r + stride;
            Lanes u0 = -u[i], u1 = -u[i + 1], u2 = -u[i + 2], u3 = -u[i + 3];
            Lanes x0 = -x[i], x1 = -x[i + 1], x2 = -x[i + 2], x3 = -x[i + 3];
            for (nint j = 0; j < columns; j++)
            {
                Lanes yj = y[j], vj = v[j];
                p[j] = Vector512.FusedMultiplyAdd(x0, vj, Vector512.FusedMultiplyAdd(u0, yj, p[j]));
                q[j] = Vector512.FusedMultiplyAdd(x1, vj, Vector512.FusedMultiplyAdd(u1, yj, q[j]));
                r[j] = Vector512.FusedMultiplyAdd(x2, vj, Vector512.FusedMultiplyAdd(u2, yj, r[j]));
                s[j] = Vector512.FusedMultiplyAdd(x3, vj, Vector512.FusedMultiplyAdd(u3, yj, s[j]));
            }
        }

        for (; i < rows; i++)
        {
            Lanes* p = a.Row(top + i) + left;
            Lanes u0 = -u[i], x0 = -x[i];
            for (nint j = 0; j < columns; j++)
            {
                p[j] = Vector512.FusedMultiplyAdd(x0, v[j], Vector512.FusedMultiplyAdd(u0, y[j], p[j]));
            }
        }
    }

    /// <summary>Rows top … bottom−1, columns left … left+count−1, become themselves times (I − τ v vᵀ).</summary>
    public static void FromRight(LaneMatrix a, int top, int bottom, int left, Lanes* v, int count, Lanes tau)
    {
        int stride = a.Stride;
        int i = top;
        for (; i + 4 <= bottom; i += 4)
        {
            Lanes* p = a.Row(i) + left;
            Lanes* q = p + stride;
            Lanes* r = q + stride;
            Lanes* s = r + stride;
            Lanes w0 = Lanes.Zero, w1 = Lanes.Zero, w2 = Lanes.Zero, w3 = Lanes.Zero;
            for (nint j = 0; j < count; j++)
            {
                Lanes x = v[j];
                w0 = Vector512.FusedMultiplyAdd(x, p[j], w0);
                w1 = Vector512.FusedMultiplyAdd(x, q[j], w1);
                w2 = Vector512.FusedMultiplyAdd(x, r[j], w2);
                w3 = Vector512.FusedMultiplyAdd(x, s[j], w3);
            }

            w0 *= -tau;
            w1 *= -tau;
            w2 *= -tau;
            w3 *= -tau;
            for (nint j = 0; j < count; j++)
            {
                Lanes x = v[j];
                p[j] = Vector512.FusedMultiplyAdd(x, w0, p[j]);
                q[j] = Vector512.FusedMultiplyAdd(x, w1, q[j]);
                r[j] = Vector512.FusedMultiplyAdd(x, w2, r[j]);
                s[j] = Vector512.FusedMultiplyAdd(x, w3, s[j]);
            }
        }

        for (; i < bottom; i++)
        {
            Lanes* p = a.Row(i) + left;
            Lanes w = Lanes.Zero;
            for (nint j = 0; j < count; j++)
            {
                w = Vector512.FusedMultiplyAdd(v[j], p[j], w);
            }

            w *= -tau;
            for (nint j = 0; j < count; j++)
            {
                p[j] = Vector512.FusedMultiplyAdd(v[j], w, p[j]);
            }
        }
    }

    /// <summary>down = A v for the block with that corner.</summary>
    public static void RowProducts(LaneMatrix a, int top, int left, Lanes* v, int rows, int columns, Lanes* down)
    {
        int stride = a.Stride;
        int i = 0;
        for (; i + 4 <= rows; i += 4)
        {
            Lanes* p = a.Row(top + i) + left;
            Lanes* q = p + stride;
            Lanes* r = q + stride;
            Lanes* s = r + stride;
            Lanes w0 = Lanes.Zero, w1 = Lanes.Zero, w2 = Lanes.Zero, w3 = Lanes.Zero;
            for (nint j = 0; j < columns; j++)
            {
                Lanes x = v[j];
                w0 = Vector512.FusedMultiplyAdd(x, p[j], w0);
                w1 = Vector512.FusedMultiplyAdd(x, q[j], w1);
                w2 = Vector512.FusedMultiplyAdd(x, r[j], w2);
                w3 = Vector512.FusedMultiplyAdd(x, s[j], w3);
            }

            down[i] = w0;
            down[i + 1] = w1;
            down[i + 2] = w2;
            down[i + 3] = w3;
        }

        for (; i < rows; i++)
        {
            Lanes* p = a.Row(top + i) + left;
            Lanes w = Lanes.Zero;
            for (nint j = 0; j < columns; j++)
            {
                w = Vector512.FusedMultiplyAdd(v[j], p[j], w);
            }

            down[i] = w;
        }
    }
}
