using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Cells.Polytopes;

/// <summary>
/// A polytope as vertices and halfspaces in exact rationals, cut halfspace by halfspace (<see cref="DoubleDescriptionStep"/>): what proofs about polytopes rest on.
/// Degenerate position is nothing special, and a polytope need not have full dimension.
/// </summary>
internal sealed class ExactPolytope
{
    private readonly Incidence incidence;

    private ExactPolytope(BigInteger[][] vertices, ImmutableArray<ExactHalfspace> halfspaces, Incidence incidence)
    {
        Vertices = vertices;
        Halfspaces = halfspaces;
        this.incidence = incidence;
    }

    /// <summary>The dimension of the space.</summary>
    public int Dimension => Halfspaces[0].Form.Length - 1;

    /// <summary>The vertices in homogeneous whole numbers (x₁·h, …, x_d·h, h) with h &gt; 0 and without a common divisor.</summary>
    public BigInteger[][] Vertices { get; }

    /// <summary>Halfspaces whose intersection this is: all that were given but for such as no vertex touched. Not every one need carry a facet.</summary>
    public ImmutableArray<ExactHalfspace> Halfspaces { get; }

    /// <summary>A domain cut by halfspaces; null when the part has no interior.</summary>
    /// <param name="domain">The numbers are taken as the rationals that the doubles are.</param>
    /// <param name="cuts">Halfspaces; one with a zero normal is everything or nothing.</param>
    public static ExactPolytope? Of(CellDomain domain, params IEnumerable<ExactHalfspace> cuts)
    {
        int d = domain.Dimension;
        ExactHalfspace[] sides = [.. ExactHalfspace.Of(domain)];
        ExactPolytope? polytope = Box(domain, sides.AsSpan(0, 2 * d));
        foreach (ExactHalfspace halfspace in sides.Skip(2 * d).Concat(cuts))
        {
            polytope = polytope?.Cut(halfspace);
        }

        return polytope;
    }

    /// <summary>The intersection of halfspaces, of any dimension; null when it is empty.</summary>
    /// <param name="dimension">The dimension of the space, at least 1.</param>
    /// <param name="halfspaces">Halfspaces that together leave nothing unbounded.</param>
    public static ExactPolytope? Of(int dimension, IEnumerable<ExactHalfspace> halfspaces)
    {
        // Until the last cut this is a cone over what may be unbounded: the points at infinity are vertices with h = 0, on the hyperplane h = 0.
        List<ExactHalfspace> all = [ExactHalfspace.AtInfinity(dimension), .. halfspaces];
        List<int> start = Independent(all, dimension + 1);
        ExactPolytope cone = Simplicial([.. start.Select(i => all[i])]);
        for (int i = 0; i < all.Count && cone.Vertices.Length > 0; i++)
        {
            cone = start.Contains(i) ? cone : cone.Part(all[i]);
        }

        // What is bounded has no vertex at infinity unless it has none anywhere else.
        return cone.Vertices.Any(v => v[^1].Sign > 0) ? cone : null;
    }

    /// <summary>The part in a halfspace; null when the part has no interior.</summary>
    public ExactPolytope? Cut(ExactHalfspace halfspace)
    {
        if (halfspace.IsConstant)
        {
            return halfspace.Form[^1].Sign <= 0 ? this : null;
        }

        BigInteger[] heights = Heights(halfspace);
        return heights.Any(height => height.Sign < 0) ? Part(halfspace, heights) : null;
    }

    /// <summary>The part in a halfspace, be it flat; null when it is empty.</summary>
    public ExactPolytope? Intersect(ExactHalfspace halfspace) => Part(halfspace) is { Vertices.Length: > 0 } part ? part : null;

    /// <summary>The point that a vertex is.</summary>
    public Rational[] Point(int vertex) => [.. Vertices[vertex][..^1].Select(x => new Rational(x, Vertices[vertex][^1]))];

    /// <summary>A point strictly within every halfspace, in homogeneous coordinates; the polytope must have an interior.</summary>
    public BigInteger[] InnerPoint() => InnerPoint(VertexSet.All(Vertices.Length));

    /// <summary>A point in the relative interior of a face, in homogeneous coordinates.</summary>
    /// <param name="face">The vertices of the face as bits.</param>
    public BigInteger[] InnerPoint(BigInteger face)
    {
        BigInteger[] sum = new BigInteger[Dimension + 1];
        foreach (int vertex in VertexSet.Members(face))
        {
            for (int k = 0; k < sum.Length; k++)
            {
                sum[k] += Vertices[vertex][k];
            }
        }

        return sum;
    }

    /// <summary>For each halfspace the vertices on its hyperplane as bits.</summary>
    public BigInteger[] VertexSets() => [.. Enumerable.Range(0, Halfspaces.Length).Select(h => VertexSet.Of(incidence.On(h)))];

    private static ExactPolytope Box(CellDomain domain, ReadOnlySpan<ExactHalfspace> sides)
    {
        int d = domain.Dimension;
        BigInteger[][] corners = new BigInteger[1 << d][];
        Incidence incidence = new(corners.Length, 2 * d);
        double[] corner = new double[d];
        for (int v = 0; v < corners.Length; v++)
        {
            for (int k = 0; k < d; k++)
            {
                int side = v >> k & 1;
                corner[k] = side == 0 ? domain.Box.Lower[k] : domain.Box.Upper[k];
                incidence.Set(v, (2 * k) + side);
            }

            (BigInteger[] whole, BigInteger denominator) = CommonDenominator.Clear(corner);
            corners[v] = Reduced([.. whole, denominator]);
        }

        return new ExactPolytope(corners, [.. sides], incidence);
    }

    // The first halfspaces with independent forms.
    private static List<int> Independent(List<ExactHalfspace> halfspaces, int count)
    {
        List<int> chosen = [];
        List<Rational> entries = [];
        for (int i = 0; i < halfspaces.Count && chosen.Count < count; i++)
        {
            List<Rational> longer = [.. entries, .. halfspaces[i].Form.Select(x => new Rational(x))];
            if (new RationalMatrix(chosen.Count + 1, count, [.. longer]).Rank() == chosen.Count + 1)
            {
                chosen.Add(i);
                entries = longer;
            }
        }

        return chosen.Count == count ? chosen : throw new InvalidOperationException("the halfspaces do not bound a polytope");
    }

    // The cone of d + 1 independent forms: vertex j is strictly inside the j-th and on all the others.
    private static ExactPolytope Simplicial(ImmutableArray<ExactHalfspace> halfspaces)
    {
        int n = halfspaces.Length;
        RationalMatrix forms = new(n, n, [.. halfspaces.SelectMany(h => h.Form).Select(x => new Rational(x))]);
        BigInteger[][] vertices = new BigInteger[n][];
        Incidence incidence = new(n, n);
        for (int j = 0; j < n; j++)
        {
            Rational[] inside = new Rational[n];
            inside[j] = -Rational.One;
            vertices[j] = Reduced(CommonDenominator.Clear(forms.Solve(inside)!).Whole);
            for (int h = 0; h < n; h++)
            {
                if (h != j)
                {
                    incidence.Set(j, h);
                }
            }
        }

        return new ExactPolytope(vertices, halfspaces, incidence);
    }

    private static BigInteger[] Reduced(BigInteger[] point)
    {
        BigInteger divisor = BigInteger.Zero;
        for (int k = 0; k < point.Length && !divisor.IsOne; k++)
        {
            divisor = BigInteger.GreatestCommonDivisor(divisor, point[k]);
        }

        return divisor.IsOne ? point : Array.ConvertAll(point, x => x / divisor);
    }

    private static BigInteger[] Crossing(BigInteger[] inner, BigInteger below, BigInteger[] outer, BigInteger above)
    {
        BigInteger[] point = new BigInteger[inner.Length];
        for (int k = 0; k < point.Length; k++)
        {
            point[k] = (above * inner[k]) - (below * outer[k]);
        }

        return Reduced(point);
    }

    private BigInteger[] Heights(ExactHalfspace halfspace) => Array.ConvertAll(Vertices, v => halfspace.Value(v));

    private ExactPolytope Part(ExactHalfspace halfspace) => Part(halfspace, Heights(halfspace));

    private ExactPolytope Part(ExactHalfspace halfspace, BigInteger[] heights)
    {
        sbyte[] sides = Array.ConvertAll(heights, h => (sbyte)h.Sign);
        if (!sides.Any(side => side >= 0))
        {
            return this;
        }

        DoubleDescriptionStep step = DoubleDescriptionStep.Of(incidence, sides, Dimension);
        return new ExactPolytope(
            [
                .. step.KeptVertices.Select(v => Vertices[v]),
                .. step.CutEdges.Select(e => Crossing(Vertices[e.Inside], heights[e.Inside], Vertices[e.Outside], heights[e.Outside])),
            ],
            Halfspaces.Add(halfspace),
            step.Incidence);
    }
}
