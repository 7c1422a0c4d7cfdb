using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>The double QR step.</summary>
internal static unsafe partial class LaneEigenvalues
{
    /// <summary>One double QR step in every open window, the groups in turn row by row.</summary>
    private static void Sweep(Group* groups, int count, int top, int bottom)
    {
        for (int g = 0; g < count; g++)
        {
            if (groups[g].Bottom >= 0)
            {
                Start(ref groups[g], groups[g].Top, Lanes.Zero, Lanes.Zero, Lanes.Zero);
            }
        }

        for (int k = top; k < bottom; k++)
        {
            for (int g = 0; g < count; g++)
            {
                if (k >= groups[g].Top && k < groups[g].Bottom)
                {
                    Step(ref groups[g], k);
                }
            }
        }
    }

    /// <summary>
    /// The reflector of step k, from the bulge (x, y, z) in column k − 1 or, where a window starts, from the first column of the shifted square.
    /// Writes what the reflector makes of the bulge.
    /// </summary>
    private static void Start(ref Group group, int k, Lanes x, Lanes y, Lanes z)
    {
        LaneMatrix h = group.H;
        Lanes index = Vector512.Create((double)k);
        Lanes starts = Vector512.Equals(index, group.Low);
        Lanes active = Vector512.LessThanOrEqual(group.Low, index) & Vector512.LessThan(index, group.High);
        Lanes three = Vector512.LessThan(index + Lanes.One, group.High);
        (Lanes bulgeX, Lanes bulgeY, Lanes bulgeZ) = (x, y, z);
        if (LaneMath.Any(starts))
        {
            FirstColumn(group, k, out Lanes fx, out Lanes fy, out Lanes fz);
            x = LaneMath.Select(starts, fx, x);
            y = LaneMath.Select(starts, fy, y);
            z = LaneMath.Select(starts, fz, z);
        }

        group.Next = Reflection.Of(x, y, LaneMath.Select(three, z, Lanes.Zero), active, out Lanes beta, out Lanes moved);
        if (k > group.Top)
        {
            Lanes chased = Vector512.AndNot(moved, starts);
            Lanes* p = h.Row(k) + k - 1;
            p[0] = LaneMath.Select(chased, beta, bulgeX);
            p[h.Stride] = LaneMath.Select(chased, Lanes.Zero, bulgeY);
            p[2 * h.Stride] = LaneMath.Select(chased & three, Lanes.Zero, bulgeZ);
        }
    }

    /// <summary>
    /// The reflection of step k. The 4×3 block at the diagonal comes first and stays in registers, as it alone decides the next reflector; that one's chain of a
    /// square root and a division then runs in the shadow of the bulk of the rows and columns. Rows and columns past a lane's window hold zeros or entries
    /// that no eigenvalue depends on any more.
    /// </summary>
    private static void Step(ref Group group, int k)
    {
        Reflection now = group.Next;
        (Lanes v1, Lanes v2) = (now.V1, now.V2);
        Lanes b0 = -now.Tau, b1 = b0 * v1, b2 = b0 * v2;
        nint stride = group.H.Stride;
        Lanes* r0 = group.H.Row(k) + k;
        Lanes* r1 = r0 + stride;
        Lanes* r2 = r1 + stride;
        Lanes* r3 = r2 + stride;
        Lanes p0 = r0[0], q0 = r1[0], s0 = r2[0];
        Lanes p1 = r0[1], q1 = r1[1], s1 = r2[1];
        Lanes p2 = r0[2], q2 = r1[2], s2 = r2[2];
        Lanes w0 = Vector512.FusedMultiplyAdd(v2, s0, Vector512.FusedMultiplyAdd(v1, q0, p0));
        Lanes w1 = Vector512.FusedMultiplyAdd(v2, s1, Vector512.FusedMultiplyAdd(v1, q1, p1));
        Lanes w2 = Vector512.FusedMultiplyAdd(v2, s2, Vector512.FusedMultiplyAdd(v1, q2, p2));
        q0 = Vector512.FusedMultiplyAdd(b1, w0, q0);
        q1 = Vector512.FusedMultiplyAdd(b1, w1, q1);
        q2 = Vector512.FusedMultiplyAdd(b1, w2, q2);
        s0 = Vector512.FusedMultiplyAdd(b2, w0, s0);
        s1 = Vector512.FusedMultiplyAdd(b2, w1, s1);
        s2 = Vector512.FusedMultiplyAdd(b2, w2, s2);
        r0[0] = Vector512.FusedMultiplyAdd(b0, w0, p0);
        r0[1] = Vector512.FusedMultiplyAdd(b0, w1, p1);
        r0[2] = Vector512.FusedMultiplyAdd(b0, w2, p2);

        Lanes t0 = r3[0], t1 = r3[1], t2 = r3[2];
        w0 = Vector512.FusedMultiplyAdd(v2, q2, Vector512.FusedMultiplyAdd(v1, q1, q0));
        w1 = Vector512.FusedMultiplyAdd(v2, s2, Vector512.FusedMultiplyAdd(v1, s1, s0));
        w2 = Vector512.FusedMultiplyAdd(v2, t2, Vector512.FusedMultiplyAdd(v1, t1, t0));
        q0 = Vector512.FusedMultiplyAdd(b0, w0, q0);
        s0 = Vector512.FusedMultiplyAdd(b0, w1, s0);
        t0 = Vector512.FusedMultiplyAdd(b0, w2, t0);
        r1[0] = q0;
        r1[1] = Vector512.FusedMultiplyAdd(b1, w0, q1);
        r1[2] = Vector512.FusedMultiplyAdd(b2, w0, q2);
        r2[0] = s0;
        r2[1] = Vector512.FusedMultiplyAdd(b1, w1, s1);
        r2[2] = Vector512.FusedMultiplyAdd(b2, w1, s2);
        r3[0] = t0;
        r3[1] = Vector512.FusedMultiplyAdd(b1, w2, t1);
        r3[2] = Vector512.FusedMultiplyAdd(b2, w2, t2);
        if (k + 1 < group.Bottom)
        {
            Start(ref group, k + 1, q0, s0, t0);
        }

        nint right = group.Bottom - k;
        for (nint j = 3; j <= right; j++)
        {
            Lanes p = r0[j], q = r1[j], s = r2[j];
            Lanes sum = Vector512.FusedMultiplyAdd(v2, s, Vector512.FusedMultiplyAdd(v1, q, p));
            r0[j] = Vector512.FusedMultiplyAdd(b0, sum, p);
            r1[j] = Vector512.FusedMultiplyAdd(b1, sum, q);
            r2[j] = Vector512.FusedMultiplyAdd(b2, sum, s);
        }

        Lanes* row = group.H.Row(group.Top) + k;
        for (int i = group.Top; i <= k; i++, row += stride)
        {
            Lanes p = row[0], q = row[1], s = row[2];
            Lanes sum = Vector512.FusedMultiplyAdd(v2, s, Vector512.FusedMultiplyAdd(v1, q, p));
            row[0] = Vector512.FusedMultiplyAdd(b0, sum, p);
            row[1] = Vector512.FusedMultiplyAdd(b1, sum, q);
            row[2] = Vector512.FusedMultiplyAdd(b2, sum, s);
        }
    }
}
