using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>Balancing and reduction to Hessenberg form of eight square matrices at once.</summary>
internal static unsafe class LaneHessenberg
{
    private const int MaxSweeps = 200;

    /// <summary>
    /// Diagonal similarity by powers of two (so without rounding) that brings the norms of each row and column close
    /// (Osborne 1960; Parlett, Reinsch, Numer. Math. 13, 1969). Zero rows and columns are left alone.
    /// </summary>
    public static void Balance(LaneMatrix a)
    {
        int n = a.Rows;
        Lanes smallest = Vector512.Create(1e-290);
        for (int sweep = 0; sweep < MaxSweeps; sweep++)
        {
            bool changed = false;
            for (int i = 0; i < n; i++)
            {
                Lanes* row = a.Row(i);
                Lanes column = Lanes.Zero;
                Lanes across = Lanes.Zero;
                for (int j = 0; j < n; j++)
                {
                    if (j != i)
                    {
                        column += Vector512.Abs(a[j, i]);
                        across += Vector512.Abs(row[j]);
                    }
                }

                Lanes usable = Vector512.GreaterThan(column, smallest) & Vector512.GreaterThan(across, smallest);
                Lanes c = LaneMath.Select(usable, column, Lanes.One);
                Lanes r = LaneMath.Select(usable, across, Lanes.One);
                Lanes f = LaneMath.NearestPowerOfTwo(Vector512.Sqrt(r) / Vector512.Sqrt(c));
                Lanes gain = usable & Vector512.LessThan((c * f) + (r / f), (c + r) * 0.95);
                if (!LaneMath.Any(gain))
                {
                    continue;
                }

                changed = true;
                f = LaneMath.Select(gain, f, Lanes.One);
                Lanes inverse = Lanes.One / f;
                for (int j = 0; j < n; j++)
                {
                    row[j] *= inverse;
                }

                for (int j = 0; j < n; j++)
                {
                    a[j, i] *= f;
                }
            }

            if (!changed)
            {
                return;
            }
        }
    }

    /// <summary>
    /// Householder reduction to upper Hessenberg form in place, zeros below the subdiagonal written out. 10/3 n³ operations. Both sides of a reflection are one
    /// update: (I − τvvᵀ)A(I − τvvᵀ) = A − v pᵀ − q vᵀ with p = τAᵀv, w = τAv, q = w − τ(vᵀw)v.
    /// </summary>
    /// <param name="a">The matrices.</param>
    /// <param name="work">3n vectors of working memory.</param>
    public static void Reduce(LaneMatrix a, Lanes* work)
    {
        int n = a.Rows;
        Lanes* v = work;
        Lanes* p = work + n;
        Lanes* w = work + (2 * n);
        for (int k = 0; k + 2 < n; k++)
        {
            int count = n - k - 1;
            for (int i = 0; i < count; i++)
            {
                v[i] = a[k + 1 + i, k];
                a[k + 1 + i, k] = Lanes.Zero;
            }

            Lanes tau = LaneMath.Reflector(v[0], v + 1, count - 1, out Lanes beta);
            v[0] = Lanes.One;
            a[k + 1, k] = beta;
            if (!LaneMath.Any(tau))
            {
                continue;
            }

            new Span<Lanes>(p, count).Clear();
            LaneReflection.Products(a, k + 1, k + 1, v, count, p, w);
            Lanes inner = Lanes.Zero;
            for (int i = 0; i < count; i++)
            {
                p[i] *= tau;
                w[i] *= tau;
                inner = Vector512.FusedMultiplyAdd(v[i], w[i], inner);
            }

            inner *= tau;
            for (int i = 0; i < count; i++)
            {
                w[i] = Vector512.FusedMultiplyAdd(-inner, v[i], w[i]);
            }

            LaneReflection.Subtract(a, k + 1, k + 1, v, p, w, v, count, count);
            LaneReflection.FromRight(a, 0, k + 1, k + 1, v, count, tau);
        }
    }
}
