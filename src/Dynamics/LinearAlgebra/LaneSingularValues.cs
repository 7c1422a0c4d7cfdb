using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>
/// Singular values of eight matrices at once: Householder bidiagonalisation and the implicitly shifted QR iteration of Golub and Kahan with the
/// zero shift of Demmel and Kahan for singular blocks (SIAM J. Sci. Stat. Comput. 11, 1990). Error at most a small multiple of ε‖A‖₂.
/// </summary>
internal static unsafe partial class LaneSingularValues
{
    private const int Eight = LaneMatrix.LaneCount;
    private const double Epsilon = 1.1102230246251565e-16;
    private const int SweepsPerValue = 60;

    /// <summary>Far below any entry that matters beside the largest, which is about 1; squares of smaller entries underflow.</summary>
    private const double Negligible = 1e-150;

    /// <summary>
    /// Singular values of one or more groups of bidiagonal matrices with entries at most about 1, unsorted and not negative, into D. The groups' steps are
    /// interleaved: each hides the latency of the other's.
    /// </summary>
    /// <param name="groups">The groups; on return <see cref="Group.Failed"/> has a bit for each lane that did not converge.</param>
    /// <param name="count">How many.</param>
    /// <param name="n">Columns of the matrices.</param>
    public static void Iterate(Group* groups, int count, int n)
    {
        for (int g = 0; g < count; g++)
        {
            groups[g].High = Vector512.Create(n - 1.0);
            groups[g].Low = -Lanes.One;
            groups[g].Failed = 0;
        }

        long budget = (long)SweepsPerValue * Math.Max(n, 10);
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
                break;
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

        for (int g = 0; g < count; g++)
        {
            groups[g].Failed = (int)Vector512.GreaterThanOrEqual(groups[g].High, Lanes.Zero).ExtractMostSignificantBits();
            for (int k = 0; k < n; k++)
            {
                groups[g].D[k] = Vector512.Abs(groups[g].D[k]);
            }
        }
    }

    /// <summary>Deflates, and chooses windows and shifts of the next sweep.</summary>
    private static void Prepare(ref Group group, int n)
    {
        Deflate(ref group);
        (double top, double bottom) = (n, -1);
        for (int p = 0; p < Eight; p++)
        {
            if (group.High.GetElement(p) >= 0)
            {
                top = Math.Min(top, group.Low.GetElement(p));
                bottom = Math.Max(bottom, group.High.GetElement(p));
            }
        }

        (group.Top, group.Bottom) = ((int)top, (int)bottom);
        if (bottom >= 0)
        {
            Shifts(ref group);
        }
    }

    /// <summary>The smaller singular value of each lane's trailing block; 0 when the window is singular to working precision, or the shift would not matter.</summary>
    private static void Shifts(ref Group group)
    {
        Lanes* d = group.D;
        Lanes* e = group.E;
        Lanes smallest = Vector512.Create(double.PositiveInfinity);
        Lanes largest = Lanes.Zero;
        for (int k = group.Top; k <= group.Bottom; k++)
        {
            Lanes index = Vector512.Create((double)k);
            Lanes inside = Vector512.LessThanOrEqual(group.Low, index) & Vector512.LessThanOrEqual(index, group.High);
            Lanes size = Vector512.Abs(d[k]);
            smallest = LaneMath.Select(inside, Vector512.Min(smallest, size), smallest);
            largest = LaneMath.Select(inside, Vector512.Max(largest, size), largest);
        }

        Lanes* block = stackalloc Lanes[4];
        for (int p = 0; p < Eight; p++)
        {
            int hi = Math.Max((int)group.High.GetElement(p), 1);
            int lo = group.High.GetElement(p) < 0 ? 0 : (int)group.Low.GetElement(p);
            double* entry = (double*)block + p;
            entry[0] = ((double*)d)[((hi - 1) * Eight) + p];
            entry[Eight] = ((double*)e)[((hi - 1) * Eight) + p];
            entry[2 * Eight] = ((double*)d)[(hi * Eight) + p];
            entry[3 * Eight] = ((double*)d)[(lo * Eight) + p];
        }

        Lanes f = Vector512.Abs(block[0]);
        Lanes h = Vector512.Abs(block[2]);
        Lanes g2 = block[1] * block[1];
        Lanes sum = Vector512.Sqrt(Vector512.FusedMultiplyAdd(f + h, f + h, g2)) + Vector512.Sqrt(Vector512.FusedMultiplyAdd(f - h, f - h, g2));
        Lanes shift = (f + f) * (h / LaneMath.Select(Vector512.Equals(sum, Lanes.Zero), Lanes.One, sum));
        Lanes singular = Vector512.LessThanOrEqual(smallest, largest * Epsilon);
        Lanes matters = Vector512.GreaterThan(shift * shift, block[3] * block[3] * Epsilon);
        group.Shift = LaneMath.Select(Vector512.AndNot(matters, singular), shift, Lanes.Zero);
    }

    /// <summary>One pair of rotations of the sweep: from the right, then from the left.</summary>
    private static void Step(ref Group group, int k)
    {
        Lanes* d = group.D;
        Lanes* e = group.E;
        Lanes index = Vector512.Create((double)k);
        Lanes starts = Vector512.Equals(index, group.Low);
        Lanes active = Vector512.LessThanOrEqual(group.Low, index) & Vector512.LessThan(index, group.High);
        Lanes dk = d[k];
        Lanes dn = d[k + 1];
        Lanes ek = e[k];
        (Lanes f, Lanes g) = (group.F, group.G);
        if (LaneMath.Any(starts))
        {
            Lanes shift = group.Shift;
            Lanes zero = Vector512.Equals(shift, Lanes.Zero);
            Lanes divisor = LaneMath.Select(zero, Lanes.One, dk);
            Lanes head = (Vector512.Abs(dk) - shift) * (LaneMath.CopySign(Lanes.One, dk) + (shift / divisor));
            f = LaneMath.Select(starts, LaneMath.Select(zero, dk, head), f);
            g = LaneMath.Select(starts, ek, g);
        }

        LaneMath.Rotation(f, g, out Lanes c, out Lanes s, out Lanes r);
        if (k > group.Top)
        {
            e[k - 1] = LaneMath.Select(Vector512.AndNot(active, starts), r, e[k - 1]);
        }

        Lanes diagonal = Vector512.FusedMultiplyAdd(c, dk, s * ek);
        Lanes super = Vector512.FusedMultiplyAdd(c, ek, -(s * dk));
        Lanes bulge = s * dn;
        Lanes next = c * dn;
        LaneMath.Rotation(diagonal, bulge, out c, out s, out r);
        d[k] = LaneMath.Select(active, r, dk);
        f = Vector512.FusedMultiplyAdd(c, super, s * next);
        d[k + 1] = LaneMath.Select(active, Vector512.FusedMultiplyAdd(c, next, -(s * super)), dn);
        Lanes more = active & Vector512.LessThan(index + Lanes.One, group.High);
        Lanes after = e[k + 1];
        e[k + 1] = LaneMath.Select(more, c * after, after);
        e[k] = LaneMath.Select(Vector512.AndNot(active, more), f, e[k]);
        (group.F, group.G) = (f, s * after);
    }

    /// <summary>Eight bidiagonal matrices and the state of their iteration.</summary>
    internal struct Group
    {
        /// <summary>n diagonal entries; receives the singular values.</summary>
        public Lanes* D;

        /// <summary>n − 1 entries above the diagonal, with room for one more; destroyed.</summary>
        public Lanes* E;

        /// <summary>A bit for each lane that did not converge.</summary>
        public int Failed;

        /// <summary>First and last row of the window that holds every lane's.</summary>
        public int Top, Bottom;

        /// <summary>First and last row of each lane's window.</summary>
        public Lanes Low, High;

        /// <summary>The shift, and the two entries that the next rotation joins.</summary>
        public Lanes Shift, F, G;
    }
}
