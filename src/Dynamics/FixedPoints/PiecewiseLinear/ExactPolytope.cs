using System.Numerics;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>
/// Vertices of {t ∈ R^k : g·t + c ≤ 0 for all rows (g, c)} in exact arithmetic, by the double description method of the cone over it (Motzkin and others 1953;
/// two rays are joined when no third one lies on all the hyperplanes that both lie on). Meant for small k.
/// </summary>
internal static class ExactPolytope
{
    /// <summary>The vertices; none when the polytope is empty.</summary>
    /// <param name="rows">Rows of k + 1 whole numbers; together they must bound the polytope.</param>
    /// <param name="k">Dimension, at least 1.</param>
    public static List<Rational[]> Vertices(IEnumerable<BigInteger[]> rows, int k)
    {
        // The last coordinate τ of the cone is the height; the polytope is where τ = 1.
        BigInteger[] height = new BigInteger[k + 1];
        height[k] = BigInteger.MinusOne;
        List<BigInteger[]> all = [height, .. rows];
        (List<int> start, List<Ray> rays) = Simplicial(all, k + 1);
        for (int i = 0; i < all.Count; i++)
        {
            if (!start.Contains(i))
            {
                rays = Cut(rays, all[i], i, k + 1);
            }
        }

        List<Rational[]> vertices = [];
        foreach (Ray ray in rays)
        {
            BigInteger tau = ray.At[k];
            if (tau.Sign > 0)
            {
                vertices.Add([.. ray.At[..k].Select(x => new Rational(x, tau))]);
            }
        }

        return vertices;
    }

    /// <summary>The cone of the first independent rows: rays r_j with row_i·r_j = −δ_ij.</summary>
    private static (List<int> Rows, List<Ray> Rays) Simplicial(List<BigInteger[]> all, int n)
    {
        List<int> chosen = [];
        List<Rational> entries = [];
        for (int i = 0; i < all.Count && chosen.Count < n; i++)
        {
            List<Rational> longer = [.. entries, .. all[i].Select(x => new Rational(x))];
            if (new RationalMatrix(chosen.Count + 1, n, [.. longer]).Rank() == chosen.Count + 1)
            {
                chosen.Add(i);
                entries = longer;
            }
        }

        if (chosen.Count < n)
        {
            throw new InvalidOperationException("the rows do not bound a polytope");
        }

        RationalMatrix matrix = new(n, n, [.. entries]);
        List<Ray> rays = [];
        for (int j = 0; j < n; j++)
        {
            Rational[] unit = new Rational[n];
            unit[j] = -Rational.One;
            BigInteger[] at = CommonDenominator.Clear(matrix.Solve(unit)!).Whole;
            rays.Add(new Ray(Primitive(at), [.. chosen.Where((_, row) => row != j)]));
        }

        return (chosen, rays);
    }

    private static List<Ray> Cut(List<Ray> rays, BigInteger[] row, int index, int n)
    {
        BigInteger[] side = [.. rays.Select(ray => Dot(row, ray.At))];
        List<Ray> kept = [];
        for (int i = 0; i < rays.Count; i++)
        {
            if (side[i].IsZero)
            {
                rays[i].On.Add(index);
            }

            if (side[i].Sign <= 0)
            {
                kept.Add(rays[i]);
            }
        }

        for (int i = 0; i < rays.Count; i++)
        {
            for (int j = 0; j < rays.Count && side[i].Sign > 0; j++)
            {
                if (side[j].Sign < 0 && Adjacent(rays, i, j, n))
                {
                    BigInteger[] at = new BigInteger[n];
                    for (int c = 0; c < n; c++)
                    {
                        at[c] = (side[i] * rays[j].At[c]) - (side[j] * rays[i].At[c]);
                    }

                    SortedSet<int> on = [.. rays[i].On.Intersect(rays[j].On), index];
                    kept.Add(new Ray(Primitive(at), on));
                }
            }
        }

        return kept;
    }

    private static bool Adjacent(List<Ray> rays, int i, int j, int n)
    {
        int[] common = [.. rays[i].On.Intersect(rays[j].On)];
        if (common.Length < n - 2)
        {
            return false;
        }

        for (int k = 0; k < rays.Count; k++)
        {
            if (k != i && k != j && common.All(rays[k].On.Contains))
            {
                return false;
            }
        }

        return true;
    }

    private static BigInteger Dot(BigInteger[] row, BigInteger[] x)
    {
        BigInteger sum = BigInteger.Zero;
        for (int c = 0; c < row.Length; c++)
        {
            sum += row[c] * x[c];
        }

        return sum;
    }

    private static BigInteger[] Primitive(BigInteger[] at)
    {
        BigInteger divisor = at.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
        return divisor.IsZero || divisor.IsOne ? at : [.. at.Select(x => x / divisor)];
    }

    /// <summary>An extreme ray with the rows whose hyperplanes it lies on.</summary>
    private sealed record Ray(BigInteger[] At, SortedSet<int> On);
}
