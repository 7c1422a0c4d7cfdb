using System.Numerics;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Cells.Polytopes;

/// <summary>
/// A bounded polytope of full dimension with vertices and facets in exact rationals: what proofs about polytopes rest on. Vertices are homogeneous whole
/// numbers (x₁·h, …, x_d·h, h) with h &gt; 0 and without a common divisor.
/// </summary>
internal sealed class ExactPolytope
{
    private readonly Incidence incidence;

    private ExactPolytope(int dimension, BigInteger[][] vertices, ExactHalfspace[] facets, Incidence incidence)
    {
        Dimension = dimension;
        Vertices = vertices;
        Facets = facets;
        this.incidence = incidence;
    }

    public int Dimension { get; }

    public BigInteger[][] Vertices { get; }

    public ExactHalfspace[] Facets { get; }

    /// <summary>The intersection of a domain's box and halfspaces; null when it has no interior.</summary>
    /// <param name="domain">The numbers are taken as the rationals that the doubles are.</param>
    public static ExactPolytope? Of(CellDomain domain)
    {
        int d = domain.Dimension;
        ExactHalfspace[] halfspaces = [.. ExactHalfspace.Of(domain)];
        BigInteger[][] corners = new BigInteger[1 << d][];
        Incidence incidence = new(corners.Length, 2 * d);
        for (int v = 0; v < corners.Length; v++)
        {
            double[] corner = new double[d];
            for (int k = 0; k < d; k++)
            {
                int side = v >> k & 1;
                corner[k] = side == 0 ? domain.Box.Lower[k] : domain.Box.Upper[k];
                incidence.Set(v, (2 * k) + side);
            }

            corners[v] = Homogeneous(Rational.Of(corner));
        }

        ExactPolytope? polytope = new(d, corners, halfspaces[..(2 * d)], incidence);
        foreach (ExactHalfspace halfspace in halfspaces.AsSpan(2 * d))
        {
            polytope = polytope?.Cut(halfspace);
        }

        return polytope;
    }

    /// <summary>The point that a vertex is.</summary>
    public Rational[] Point(int vertex) => [.. Vertices[vertex][..^1].Select(x => new Rational(x, Vertices[vertex][^1]))];

    /// <summary>The part in a halfspace; null when it has no interior.</summary>
    public ExactPolytope? Cut(ExactHalfspace halfspace)
    {
        BigInteger[] heights = [.. Vertices.Select(v => Dot(halfspace.Form, v))];
        sbyte[] sides = [.. heights.Select(h => (sbyte)h.Sign)];
        if (!sides.Contains((sbyte)-1))
        {
            return null;
        }

        if (!sides.Contains((sbyte)1))
        {
            return this;
        }

        DoubleDescriptionStep step = DoubleDescriptionStep.Of(incidence, sides, Dimension);
        return new ExactPolytope(
            Dimension,
            [
                .. step.KeptVertices.Select(v => Vertices[v]),
                .. step.CutEdges.Select(e => Crossing(Vertices[e.Inside], heights[e.Inside], Vertices[e.Outside], heights[e.Outside])),
            ],
            [.. step.KeptFacets.Select(f => Facets[f]), halfspace],
            step.Incidence);
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

    private static BigInteger[] Homogeneous(Rational[] x)
    {
        (BigInteger[] whole, BigInteger denominator) = CommonDenominator.Clear(x);
        return Reduced([.. whole, denominator]);
    }

    private static BigInteger[] Reduced(BigInteger[] point)
    {
        BigInteger divisor = point.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
        return [.. point.Select(x => x / divisor)];
    }

    private static BigInteger Dot(BigInteger[] form, BigInteger[] point)
    {
        BigInteger sum = BigInteger.Zero;
        for (int i = 0; i < form.Length; i++)
        {
            sum += form[i] * point[i];
        }

        return sum;
    }
}
