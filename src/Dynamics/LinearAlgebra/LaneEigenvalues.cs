using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>
/// Eigenvalues of eight upper Hessenberg matrices at once by Francis' implicitly shifted double QR steps (Golub, Van Loan, section 7.5; deflation after
/// Ahues and Tisseur, LAPACK working note 122). Every lane has its own active window, shifts and deflations; a lane outside the step gets τ = 0.
/// </summary>
internal static unsafe class LaneEigenvalues
{
    private const int Eight = LaneMatrix.LaneCount;
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>Sweeps a lane may take for each of its eigenvalues on average before it counts as failed.</summary>
    private const int SweepsPerEigenvalue = 60;

    /// <summary>Computes all eigenvalues of one or more groups, whose steps are interleaved: each hides the latency of the other's.</summary>
    /// <param name="groups">The groups; on return <see cref="Group.Failed"/> has a bit for each lane that did not converge.</param>
    /// <param name="count">How many.</param>
    public static void Compute(Group* groups, int count)
    {
        int n = groups[0].H.Rows;
        for (int g = 0; g < count; g++)
        {
            groups[g].High = Vector512.Create(n - 1.0);
            groups[g].Low = Lanes.Zero;
            groups[g].Stalled = Lanes.Zero;
            groups[g].Failed = 0;
        }

        long budget = (long)SweepsPerEigenvalue * Math.Max(n, 10);
        for (long sweep = 0; sweep <= budget; sweep++)
        {
            (int top, int bottom) = (n, -1);
            for (int g = 0; g < count; g++)
            {
                Prepare(ref groups[g], n);
                top = Math.Min(top, groups[g].Top);
                bottom = Math.Max(bottom, groups[g].Bottom);
            }

            if (bottom < 0)
            {
                return;
            }

            Sweep(groups, count, top, bottom);
        }

        for (int g = 0; g < count; g++)
        {
            groups[g].Failed = (int)Vector512.GreaterThanOrEqual(groups[g].High, Lanes.Zero).ExtractMostSignificantBits();
        }
    }

    /// <summary>Deflates, and chooses windows and shifts of the next sweep.</summary>
    private static void Prepare(ref Group group, int n)
    {
        Deflate(group.H, ref group.Low, ref group.High, ref group.Stalled, (double*)group.Re, (double*)group.Im);
        Lanes open = Vector512.GreaterThanOrEqual(group.High, Lanes.Zero);
        if (!LaneMath.Any(open))
        {
            (group.Top, group.Bottom) = (n, -1);
            return;
        }

        (group.Top, group.Bottom) = Hull(group.Low, group.High);
        Shifts(ref group);
        group.Stalled += Lanes.One;

        // A finished lane has an empty window.
        group.Low = LaneMath.Select(open, group.Low, Vector512.Create((double)n));
    }

    /// <summary>The smallest window that holds every lane's.</summary>
    private static (int Top, int Bottom) Hull(Lanes low, Lanes high)
    {
        (double top, double bottom) = (double.PositiveInfinity, -1);
        for (int p = 0; p < Eight; p++)
        {
            if (high.GetElement(p) >= 0)
            {
                top = Math.Min(top, low.GetElement(p));
                bottom = Math.Max(bottom, high.GetElement(p));
            }
        }

        return ((int)top, (int)bottom);
    }

    /// <summary>
    /// One scan upwards: negligible subdiagonal entries are set to 0, windows of one or two rows at a lane's end are split off, and the first larger one
    /// becomes the lane's open window. A lane with nothing left gets the end −1.
    /// </summary>
    private static void Deflate(LaneMatrix h, ref Lanes low, ref Lanes high, ref Lanes stalled, double* re, double* im)
    {
        Lanes tiny = Vector512.Create(1e-291 * h.Rows);
        Lanes searching = Vector512.GreaterThanOrEqual(high, Lanes.Zero);
        int bottom = Hull(low, high).Bottom;
        for (int k = bottom; k >= 0; k--)
        {
            Lanes index = Vector512.Create((double)k);
            Lanes cut = searching & Vector512.LessThanOrEqual(index, high);
            if (k > 0)
            {
                cut &= Negligible(h, k, tiny);
            }

            if (!LaneMath.Any(cut))
            {
                continue;
            }

            if (k > 0)
            {
                h[k, k - 1] = LaneMath.Select(cut, Lanes.Zero, h[k, k - 1]);
            }

            Lanes wide = cut & Vector512.GreaterThan(high - index, Lanes.One);
            low = LaneMath.Select(wide, index, low);
            searching = Vector512.AndNot(searching, wide);
            Lanes done = Vector512.AndNot(cut, wide);
            if (!LaneMath.Any(done))
            {
                continue;
            }

            ulong bits = done.ExtractMostSignificantBits();
            for (int p = 0; p < Eight; p++)
            {
                if ((bits & (1UL << p)) != 0)
                {
                    SplitOff(h, p, k, (int)high.GetElement(p), re + p, im + p);
                }
            }

            high = LaneMath.Select(done, index - Lanes.One, high);
            stalled = LaneMath.Select(done, Lanes.Zero, stalled);
        }
    }

    private static void SplitOff(LaneMatrix h, int p, int lo, int hi, double* re, double* im)
    {
        if (lo == hi)
        {
            re[hi * Eight] = h.At(hi, hi, p);
            im[hi * Eight] = 0;
            return;
        }

        TwoByTwo.Eigenvalues(
            h.At(lo, lo, p), h.At(lo, hi, p), h.At(hi, lo, p), h.At(hi, hi, p),
            out re[lo * Eight], out im[lo * Eight], out re[hi * Eight], out im[hi * Eight]);
    }

    /// <summary>Where the subdiagonal entry (k, k−1) is negligible beside its neighbours.</summary>
    private static Lanes Negligible(LaneMatrix h, int k, Lanes tiny)
    {
        Lanes size = Vector512.Abs(h[k, k - 1]);
        Lanes d1 = h[k, k];
        Lanes d0 = h[k - 1, k - 1];
        Lanes weight = Vector512.Abs(d1) + Vector512.Abs(d0);
        Lanes empty = Vector512.Equals(weight, Lanes.Zero);
        if (LaneMath.Any(empty))
        {
            Lanes around = (k >= 2 ? Vector512.Abs(h[k - 1, k - 2]) : Lanes.Zero) + Vector512.Abs(h[k + 1, k]);
            weight = LaneMath.Select(empty, around, weight);
        }

        Lanes small = Vector512.LessThanOrEqual(size, Vector512.Max(weight * Epsilon, tiny));
        if (!LaneMath.Any(small))
        {
            return small;
        }

        Lanes super = Vector512.Abs(h[k - 1, k]);
        Lanes gap = Vector512.Abs(d0 - d1);
        Lanes ab = Vector512.Max(size, super);
        Lanes ba = Vector512.Min(size, super);
        Lanes aa = Vector512.Max(Vector512.Abs(d1), gap);
        Lanes bb = Vector512.Min(Vector512.Abs(d1), gap);
        Lanes s = Vector512.Max(aa + ab, tiny);
        return small & (Vector512.LessThanOrEqual(ba * (ab / s), Vector512.Max(tiny, bb * (aa / s) * Epsilon)) | Vector512.LessThanOrEqual(size, tiny));
    }

    /// <summary>
    /// The pair of shifts of every lane: the eigenvalues of the trailing 2×2 block — of two real ones the nearer to the last entry, twice, which converges
    /// faster (as in LAPACK's dlahqr) — or those of an exceptional block when the lane has stalled.
    /// </summary>
    private static void Shifts(ref Group group)
    {
        LaneMatrix h = group.H;
        (Lanes low, Lanes high, Lanes stalled) = (group.Low, group.High, group.Stalled);
        Lanes* block = stackalloc Lanes[4];
        for (int p = 0; p < Eight; p++)
        {
            int hi = Math.Max((int)high.GetElement(p), 1);
            double* entry = (double*)block + p;
            entry[0] = h.At(hi - 1, hi - 1, p);
            entry[Eight] = h.At(hi - 1, hi, p);
            entry[2 * Eight] = h.At(hi, hi - 1, p);
            entry[3 * Eight] = h.At(hi, hi, p);
            int count = (int)stalled.GetElement(p);
            if (count % 10 == 9 && high.GetElement(p) >= 2)
            {
                Exceptional(h, p, (int)low.GetElement(p), hi, count, entry);
            }
        }

        Lanes d = block[3];
        Lanes half = (block[0] - d) * 0.5;
        Lanes product = block[1] * block[2];
        Lanes discriminant = Vector512.FusedMultiplyAdd(half, half, product);
        Lanes real = Vector512.GreaterThanOrEqual(discriminant, Lanes.Zero);
        Lanes root = Vector512.Sqrt(Vector512.Abs(discriminant));

        // The nearer real eigenvalue is d − bc/(p + sign(p)√…), without cancellation.
        Lanes far = half + LaneMath.CopySign(root, half);
        Lanes near = d - LaneMath.Select(Vector512.Equals(far, Lanes.Zero), Lanes.Zero, product / far);
        group.ShiftRe = LaneMath.Select(real, near, d + half);
        group.ShiftIm = LaneMath.Select(real, Lanes.Zero, root);
    }

    /// <summary>Two kinds in turn, from the top and from the bottom of the window, so that no cycle survives both.</summary>
    private static void Exceptional(LaneMatrix h, int p, int lo, int hi, int stalled, double* block)
    {
        bool fromTop = stalled % 20 == 9;
        double s = fromTop
            ? Math.Abs(h.At(lo + 1, lo, p)) + Math.Abs(h.At(lo + 2, lo + 1, p))
            : Math.Abs(h.At(hi, hi - 1, p)) + Math.Abs(h.At(hi - 1, hi - 2, p));
        block[0] = block[3 * Eight] = (0.75 * s) + (fromTop ? h.At(lo, lo, p) : h.At(hi, hi, p));
        block[Eight] = -0.4375 * s;
        block[2 * Eight] = s;
    }

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

    /// <summary>Eight matrices and the state of their iteration.</summary>
    internal struct Group
    {
        /// <summary>Hessenberg matrices of entries at most about 1; destroyed. The memory must have two spare zero rows and a spare zero column at its end.</summary>
        public LaneMatrix H;

        /// <summary>Receives n vectors of real parts.</summary>
        public Lanes* Re;

        /// <summary>Receives n vectors of imaginary parts; conjugate pairs adjacent, positive first.</summary>
        public Lanes* Im;

        /// <summary>A bit for each lane that did not converge.</summary>
        public int Failed;

        /// <summary>First and last row of the window that holds every lane's.</summary>
        public int Top, Bottom;

        /// <summary>First and last row of each lane's window, and its sweeps since the last deflation.</summary>
        public Lanes Low, High, Stalled;

        /// <summary>The shifts: a conjugate pair, or a real one twice.</summary>
        public Lanes ShiftRe, ShiftIm;

        /// <summary>The reflector of the next step.</summary>
        public Reflection Next;
    }

    /// <summary>The reflector I − τ (1,v₁,v₂)(1,v₁,v₂)ᵀ of every lane, the identity in lanes that are not active.</summary>
    internal readonly struct Reflection(Lanes v1, Lanes v2, Lanes tau)
    {
        public Lanes V1 { get; } = v1;

        public Lanes V2 { get; } = v2;

        public Lanes Tau { get; } = tau;

        /// <summary>The reflector that maps (x, y, z) to (β, 0, 0).</summary>
        public static Reflection Of(Lanes x, Lanes y, Lanes z, Lanes active, out Lanes beta, out Lanes moved)
        {
            Lanes rest = Vector512.Abs(y) + Vector512.Abs(z);
            moved = active & Vector512.GreaterThan(rest, Lanes.Zero);
            Lanes square = Vector512.FusedMultiplyAdd(x, x, Vector512.FusedMultiplyAdd(y, y, z * z));
            Lanes unscale = Lanes.One;
            Lanes faint = moved & Vector512.LessThan(square, Vector512.Create(1e-280));
            if (LaneMath.Any(faint))
            {
                // Squares near underflow lose digits: lift those lanes by a power of two.
                Lanes lift = LaneMath.Select(faint, Vector512.Create(Math.ScaleB(1, 700)), Lanes.One);
                unscale = LaneMath.Select(faint, Vector512.Create(Math.ScaleB(1, -700)), Lanes.One);
                x *= lift;
                y *= lift;
                z *= lift;
                square = Vector512.FusedMultiplyAdd(x, x, Vector512.FusedMultiplyAdd(y, y, z * z));
            }

            Lanes norm = LaneMath.CopySign(Vector512.Sqrt(LaneMath.Select(moved, square, Lanes.One)), x);
            Lanes head = LaneMath.Select(moved, x + norm, Lanes.One);

            // One division serves both quotients: 1/head = norm·r and 1/norm = head·r.
            Lanes r = Lanes.One / (head * norm);
            Lanes inverse = LaneMath.Select(moved, norm * r, Lanes.Zero);
            beta = -norm * unscale;
            return new Reflection(y * inverse, z * inverse, LaneMath.Select(moved, head * head * r, Lanes.Zero));
        }
    }

    /// <summary>The first column of (H − s₁)(H − s₂) at row k up to a factor, scaled against overflow.</summary>
    private static void FirstColumn(in Group group, int k, out Lanes x, out Lanes y, out Lanes z)
    {
        LaneMatrix h = group.H;
        Lanes below = h[k + 1, k];
        Lanes gap = h[k, k] - group.ShiftRe;
        Lanes s = Vector512.Abs(gap) + Vector512.Abs(group.ShiftIm) + Vector512.Abs(below);
        s = LaneMath.Select(Vector512.Equals(s, Lanes.Zero), Lanes.One, s);
        Lanes scaled = below / s;
        x = (scaled * h[k, k + 1]) + (gap * (gap / s)) + (group.ShiftIm * (group.ShiftIm / s));
        y = scaled * (gap + h[k + 1, k + 1] - group.ShiftRe);
        z = scaled * h[k + 2, k + 1];
    }
}
